// Reads an exported site, and follows every link in it that stays inside.
import fs from "node:fs";
import path from "node:path";

/** The site's files by their paths, and where it says it stands. */
export function readSite(folder) {
  const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith(".stet-site"))
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)).split(path.sep).join("/"));
  const texts = new Map();
  const text = (file) => {
    if (!texts.has(file)) texts.set(file, fs.readFileSync(path.join(folder, file), "utf8"));
    return texts.get(file);
  };
  const canonical = /<link rel="canonical" href="([^"]*)"/.exec(text("index.html"))?.[1];
  const base = canonical && unescapeHtml(canonical);
  return { folder, files, text, base, basePath: base ? new URL(base).pathname : "/" };
}

/** Calls `say` for every link to a file or a place in a page that does not exist; answers how many were followed. */
export function checkLinks(site, say) {
  const files = new Set(site.files);
  const origin = new URL(site.base ?? "http://nowhere.invalid/").origin;
  const ids = new Map();
  const idsOf = (file) => {
    if (!ids.has(file)) ids.set(file, new Set([...site.text(file).matchAll(/ id="([^"]*)"/g)].map((found) => found[1])));
    return ids.get(file);
  };
  let followed = 0;
  for (const file of site.files) {
    if (!/\.(html|xml)$/.test(file)) continue;
    for (const link of linksOf(site.text(file), file)) {
      let to;
      try {
        to = new URL(link, `${origin}${site.basePath}${file}`);
      } catch {
        say(`link: ${file}: “${link}” is no address`);
        continue;
      }
      if (to.origin !== origin) continue;
      followed += 1;
      if (!to.pathname.startsWith(site.basePath)) {
        say(`link: ${file}: ${link} leaves the site's folder`);
        continue;
      }
      let target = decodeURIComponent(to.pathname.slice(site.basePath.length));
      if (target === "" || target.endsWith("/")) target += "index.html";
      if (!files.has(target)) say(`link: ${file}: ${link} leads to ${target}, which is not there`);
      else if (to.hash && !idsOf(target).has(to.hash.slice(1))) say(`link: ${file}: ${link} leads to no such place`);
    }
  }
  return followed;
}

function linksOf(text, file) {
  const links = [];
  if (file.endsWith(".xml")) {
    for (const [, link] of text.matchAll(/<(?:link|loc)>([^<]*)</g)) links.push(link);
    for (const [, link] of text.matchAll(/ (?:url|href)="([^"]*)"/g)) links.push(link);
  } else {
    const markup = text.replace(/<script[^>]*>.*?<\/script>/gs, "");
    for (const [, link] of markup.matchAll(/\s(?:href|src)="([^"]*)"/g)) links.push(link);
    for (const [, set] of markup.matchAll(/\ssrcset="([^"]*)"/g)) {
      links.push(...set.split(",").map((one) => one.trim().split(/\s+/)[0]));
    }
    for (const [, link] of markup.matchAll(/property="og:(?:url|image)" content="([^"]*)"/g)) links.push(link);
  }
  return links.map(unescapeHtml);
}

/** Text as a reader sees it. */
export function unescapeHtml(html) {
  const plain = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };
  return html.replace(/&(?:lt|gt|quot|#39|amp);/g, (found) => plain[found]);
}
