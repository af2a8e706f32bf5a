// Checks a site that Stet exported: node check.mjs FOLDER [every-kind]. Exit 1 with a list where anything is wrong, or where
// nothing was there to be checked. `every-kind`: the site must have every kind of page and of mark that Stet makes.
//
// The Nu HTML checker on every page, axe on every kind of page in light and dark and at 320 px,
// every link inside the folder, the JSON-LD of every story, the icons of a logo, the feeds and the sitemap by xmllint, the
// three forms of each feed against each other, the search with words typed, Lighthouse where the site has an address,
// and ninjs files by the schema of the IPTC.
// Needs java, xmllint and a Chromium (CHROMIUM, else /usr/bin/chromium); touches no network but 127.0.0.1.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { checkFeeds } from "./feeds.mjs";
import { checkLighthouse } from "./lighthouse.mjs";
import { checkLinks, readSite, unescapeHtml } from "./links.mjs";
import { checkNinjs } from "./ninjs.mjs";
import { checkSearch } from "./search.mjs";
import { CHROMIUM, QUIET, serve } from "./server.mjs";

const require = createRequire(import.meta.url);
const here = path.dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2] && path.resolve(process.argv[2]);
if (!folder || !fs.existsSync(path.join(folder, "index.html"))) {
  console.error("Usage: node check.mjs FOLDER, where FOLDER holds an exported site.");
  process.exit(2);
}

const wrong = [];
const site = readSite(folder);
const pages = site.files.filter((file) => file.endsWith(".html"));
const stories = pages.filter((file) => /<body class="story">/.test(site.text(file)));

const count = {};
Object.assign(count, {
  "HTML checker": checkHtml(),
  links: checkLinks(site, (what) => wrong.push(what)),
  "JSON-LD": checkArticles(),
  icons: checkIcons(),
  XML: checkXml(),
  feeds: checkFeeds(site, (what) => wrong.push(what)),
  ninjs: checkNinjs(site, (what) => wrong.push(what)),
  axe: await checkAccess(),
});
const everyKind = process.argv[3] === "every-kind";
for (const [what, n] of Object.entries(count)) {
  const isOfAddress = ["ninjs", "Lighthouse", "icons"].includes(what);
  if (n === 0 && (everyKind || !isOfAddress)) wrong.push(`${what}: nothing was there to be checked`);
}
if (everyKind) demandEveryKind();
for (const [what, n] of Object.entries(count)) console.log(`${what}: ${n} checked`);
for (const what of wrong) console.error(what);
console.log(wrong.length === 0 ? `${pages.length} pages, nothing wrong` : `${wrong.length} things are wrong`);
process.exit(wrong.length === 0 ? 0 : 1);

/** What a site with an address has when every feature is used: what is missing was looked at by no checker. */
function demandEveryKind() {
  const any = (what, test) => test() || wrong.push(`every kind: no ${what}`);
  const inPages = (pattern) => pages.some((file) => pattern.test(site.text(file)));
  any("page of a translation with hreflang", () => inPages(/<link rel="alternate" hreflang="hi"/));
  any("second page of a list", () => pages.some((file) => /(^|\/)page\/\d+\/index\.html$/.test(file)));
  any("page of corrections", () => pages.includes("corrections/index.html"));
  any("correction on a story", () => stories.some((file) => /<footer class="corrections">/.test(site.text(file))));
  any("page of the site that is a story", () => /Six people and a dog/.test(site.text("about/index.html")));
  any("page of the site with an address of its own", () => pages.includes("advertise-with-us/index.html"));
  any("news of two days", () => /<news:title>/.test(site.text("sitemap-news.xml")));
  any("licence of a picture", () => inPages(/"license":\s*"https:/));
  any("running story", () => inPages(/"LiveBlogPosting"/));
  for (const language of ["en", "hi", "ur"]) any(`story in ${language}`, () => stories.some((file) => new RegExp(`<html lang="${language}`).test(site.text(file))));
}

/** The Nu HTML checker on every page, style sheet and icon. */
function checkHtml() {
  const jar = path.join(path.dirname(require.resolve("vnu-jar/package.json")), "build/dist/vnu.jar");
  const files = site.files.filter((file) => /\.(html|css|svg)$/.test(file));
  for (let at = 0; at < files.length; at += 500) {
    const some = files.slice(at, at + 500).map((file) => path.join(folder, file));
    const args = ["-Xss2m", "-jar", jar, "--format", "json", "--stdout", "--also-check-css", "--also-check-svg", ...some];
    const ran = spawnSync("java", args, { encoding: "utf8", maxBuffer: 1 << 28 });
    if (ran.error || !ran.stdout) {
      wrong.push(`the HTML checker did not run: ${ran.error?.message ?? ran.stderr}`);
      return 0;
    }
    for (const message of JSON.parse(ran.stdout).messages) {
      if (message.type === "info" && message.subType !== "warning") continue;
      const file = path.relative(folder, fileURLToPath(message.url));
      wrong.push(`html: ${file}:${message.lastLine}: ${message.type}: ${message.message} (${message.extract ?? ""})`);
    }
  }
  return files.length;
}

/** A NewsArticle with what search engines ask for, in every story. */
function checkArticles() {
  const needed = ["headline", "datePublished", "dateModified", "author", "publisher", "inLanguage", "wordCount", "mainEntityOfPage"];
  for (const file of stories) {
    const say = (what) => wrong.push(`json-ld: ${file}: ${what}`);
    const found = [...site.text(file).matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)];
    if (found.length !== 1) {
      say(`${found.length} blocks, not one`);
      continue;
    }
    let article;
    try {
      article = JSON.parse(found[0][1]);
    } catch (error) {
      say(error.message);
      continue;
    }
    if (article["@context"] !== "https://schema.org" || ![article["@type"]].flat().includes("NewsArticle")) say("no NewsArticle");
    checkEntries(site.text(file), article, say);
    for (const name of needed) if (article[name] === undefined || article[name] === "") say(`no ${name}`);
    for (const author of article.author ?? []) {
      if (!["Person", "Organization"].includes(author["@type"]) || !author.name) say("an author without a kind or a name");
    }
    for (const name of ["datePublished", "dateModified"]) {
      if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/.test(article[name])) say(`${name} is ${article[name]}`);
    }
    const headline = unescapeHtml(/<h1>(.*?)<\/h1>/s.exec(site.text(file))?.[1] ?? "");
    if (article.headline !== headline) say("another headline than the page");
    const shown = /<figure class="picture lead">/.test(site.text(file));
    if (/rel="apple-touch-icon"/.test(site.text(file))) {
      const logo = article.publisher?.logo;
      if (logo?.["@type"] !== "ImageObject" || !(logo.width >= 112 && logo.height >= 112)) say("a logo on the page, and none of the publisher");
      else if (!site.files.includes(`pictures/${logo.url.split("/").pop()}`)) say(`no file of the logo ${logo.url}`);
    }
    if (shown) checkShapes(article.image ?? [], say);
  }
  return stories.length;
}

/** The lead in the three shapes that search engines show, each with its file, its credit and its size. */
function checkShapes(images, say) {
  for (const [name, ratio] of [["16:9", 16 / 9], ["4:3", 4 / 3], ["1:1", 1]]) {
    const image = images.find(({ width, height }) => Math.abs(width / height - ratio) < 0.01);
    if (!image) say(`a lead picture on the page and none in ${name}`);
    else if (!image.creditText || image["@type"] !== "ImageObject") say(`the picture in ${name} says no credit`);
    else if (!site.files.includes(`pictures/${image.url.split("/").pop()}`)) say(`no file of ${image.url}`);
  }
}

/** What a phone is told of icons: each a PNG of its size. */
function checkIcons() {
  const { icons = [] } = JSON.parse(site.text("site.webmanifest"));
  for (const { src, sizes, type } of icons) {
    const file = path.join(folder, src);
    const bytes = fs.existsSync(file) ? fs.readFileSync(file) : Buffer.alloc(24);
    // A PNG says its width and height in its first chunk.
    const size = `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
    if (type !== "image/png" || size !== sizes) wrong.push(`icons: ${src} is ${size}, not ${sizes}`);
  }
  return icons.length;
}

/** A running story: each entry on the page is one that search engines are told of, with an address that is there. */
function checkEntries(text, article, say) {
  const shown = [...text.matchAll(/<section class="entry" id="([^"]+)"/g)].map(([, id]) => id);
  const told = article.liveBlogUpdate ?? [];
  if (shown.length !== told.length) say(`${shown.length} entries on the page, ${told.length} told`);
  if (shown.length === 0) return;
  if (new Set(shown).size !== shown.length) say("two entries at one address");
  if (![article["@type"]].flat().includes("LiveBlogPosting") || !article.coverageStartTime) say("entries, and no LiveBlogPosting");
  for (const [at, entry] of told.entries()) {
    if (!entry.headline || !entry.articleBody || !entry.url.endsWith(`#${shown[at]}`)) say(`entry ${shown[at]} is not told whole`);
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/.test(entry.datePublished)) say(`entry ${shown[at]} is of ${entry.datePublished}`);
  }
}

/** Feeds and sitemaps well formed; the sitemaps and their index as the protocol has it, where the site has an address. */
function checkXml() {
  const files = site.files.filter((file) => file.endsWith(".xml"));
  for (const file of files) {
    const schema = /^sitemap[^/]*\.xml$/.test(file) && site.base ? ["--schema", path.join(here, "sitemap.xsd")] : [];
    const ran = spawnSync("xmllint", ["--noout", "--nonet", ...schema, path.join(folder, file)], { encoding: "utf8" });
    if (ran.status !== 0) wrong.push(`xml: ${file}: ${ran.error?.message ?? ran.stderr.trim()}`);
    if (!file.endsWith("rss.xml")) continue;
    const text = site.text(file);
    const items = text.split("<item>").slice(1);
    const guids = items.map((item) => /<guid isPermaLink="false">(urn:uuid:[0-9a-f-]{36})<\/guid>/.exec(item)?.[1]);
    if (guids.includes(undefined) || new Set(guids).size !== guids.length) wrong.push(`xml: ${file}: a guid is missing or twice`);
    for (const [, date] of text.matchAll(/<(?:pubDate|lastBuildDate)>(.*?)</g)) {
      if (!/^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}$/.test(date)) wrong.push(`xml: ${file}: ${date} is no date of RFC 822`);
    }
  }
  return files.length;
}

/** axe on one page of each kind and language, light and dark, and no sideways scrolling at 320 px. */
async function checkAccess() {
  const { chromium } = require("playwright-core");
  const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  const chosen = new Map();
  for (const file of pages) {
    const [, language, kind] = /<html lang="([^"]*)".*?<body class="([^"]*)"/s.exec(site.text(file)) ?? [];
    const depth = file.split("/").length;
    const key = kind === "text" ? file : `${kind} ${language} ${depth}`;
    const longer = !chosen.has(key) || site.text(file).length > site.text(chosen.get(key)).length;
    if (longer) chosen.set(key, file);
  }
  const { origin, close } = await serve(site);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
  let checked = 0;
  for (const file of chosen.values()) {
    for (const [colorScheme, width] of [["light", 1280], ["dark", 1280], ["light", 320]]) {
      const say = (what) => wrong.push(`axe: ${file} (${colorScheme}, ${width} px): ${what}`);
      const page = await browser.newPage({ colorScheme, viewport: { width, height: 800 } });
      await page.route("**/*", (route) => (route.request().url().startsWith(origin) ? route.continue() : route.abort()));
      page.on("request", (request) => request.url().startsWith(origin) || say(`asks for ${request.url()}`));
      page.on("response", (answer) => answer.status() < 400 || say(`${answer.url()} is not there`));
      await page.goto(origin + site.basePath + file.replace(/index\.html$/, ""));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 0) say(`scrolls sideways by ${wide} px`);
      await page.evaluate(axe);
      const runOnly = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
      const found = await page.evaluate((runOnly) => globalThis.axe.run(document, { runOnly }), runOnly);
      for (const { id, help, nodes } of found.violations) say(`${id}: ${help}: ${nodes[0].html.slice(0, 160)}`);
      checked += 1;
      await page.close();
    }
  }
  count.search = await checkSearch(browser, origin, site, (what) => wrong.push(what));
  await browser.close();
  count.Lighthouse = await checkLighthouse(origin, site, (what) => wrong.push(what));
  close();
  return checked;
}
