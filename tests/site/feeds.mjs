// The three forms of each feed against each other, and Atom and JSON Feed against what they must have.
import { unescapeHtml } from "./links.mjs";

const WHEN = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/;
const all = (text, pattern) => [...text.matchAll(pattern)].map((found) => unescapeHtml(found[1]));

/** Calls `say` for whatever is wrong; answers how many feeds were looked at. */
export function checkFeeds(site, say) {
  const folders = site.files.filter((file) => /(^|\/)rss\.xml$/.test(file)).map((file) => file.replace(/rss\.xml$/, ""));
  for (const folder of folders) {
    const wrong = (form, what) => say(`feed: ${folder}${form}: ${what}`);
    const missing = ["atom.xml", "feed.json"].filter((form) => !site.files.includes(folder + form));
    if (missing.length > 0) {
      missing.forEach((form) => wrong(form, "is not there"));
      continue;
    }
    const rss = site.text(`${folder}rss.xml`);
    const guids = all(rss, /<guid isPermaLink="false">(.*?)<\/guid>/g);
    const atom = checkAtom(site.text(`${folder}atom.xml`), (what) => wrong("atom.xml", what));
    const json = checkJson(site.text(`${folder}feed.json`), site, (what) => wrong("feed.json", what));
    for (const [form, ids] of [["atom.xml", atom], ["feed.json", json]]) {
      if (JSON.stringify(ids) !== JSON.stringify(guids)) wrong(form, "names other stories than rss.xml");
    }
  }
  const feedless = site.files.filter((file) => /(^|\/)(atom\.xml|feed\.json)$/.test(file)).length - 2 * folders.length;
  if (feedless !== 0) say(`feed: ${feedless} files stand without an rss.xml beside them`);
  return 3 * folders.length;
}

/** RFC 4287, section 4: one id, title and updated; an author; alternate and self links of whole addresses. */
function checkAtom(text, wrong) {
  const [head, ...entries] = text.split("<entry>");
  const ids = [];
  for (const [n, part] of [head, ...entries].entries()) {
    const name = n === 0 ? "the feed" : `entry ${n}`;
    const found = (tag) => all(part, new RegExp(`<${tag}(?: [^>]*)?>(.*?)</${tag}>`, "gs"));
    if (found("id").length !== 1 || !/^urn:uuid:[0-9a-f-]{36}$/.test(found("id")[0])) wrong(`${name} has no id`);
    if (found("title").length !== 1 || found("title")[0] === "") wrong(`${name} has no title`);
    if (found("updated").length !== 1 || !WHEN.test(found("updated")[0])) wrong(`${name} has no time`);
    if (!/<author><name>[^<]+<\/name>/.test(part)) wrong(`${name} has no author`);
    if (!/<link href="[^"]+" rel="alternate"/.test(part)) wrong(`${name} has no page`);
    if (n > 0) ids.push(found("id")[0]);
  }
  if (new Set(ids).size !== ids.length) wrong("an id stands there twice");
  return ids;
}

/** jsonfeed.org/version/1.1: what must be there, and words in each item. */
function checkJson(text, site, wrong) {
  let feed;
  try {
    feed = JSON.parse(text);
  } catch (error) {
    wrong(error.message);
    return [];
  }
  if (feed.version !== "https://jsonfeed.org/version/1.1") wrong(`its version is ${feed.version}`);
  if (typeof feed.title !== "string" || !Array.isArray(feed.items)) wrong("no title, or no items");
  for (const item of feed.items ?? []) {
    const say = (what) => wrong(`${item.id}: ${what}`);
    if (typeof item.id !== "string" || !item.url) say("no id, or no address");
    if (!item.content_html && !item.content_text) say("no words");
    for (const time of [item.date_published, item.date_modified ?? item.date_published]) if (!WHEN.test(time)) say(`${time} is no time`);
    if (!item.authors?.every((author) => author.name)) say("no author");
    if (!site.base) continue;
    const addresses = [item.url, item.image ?? item.url, ...all(item.content_html ?? "", / (?:href|src)="([^"]*)"/g)];
    for (const address of addresses) if (!/^(https?|mailto|tel):/.test(address)) say(`${address} is no whole address`);
    for (const address of addresses.filter((one) => one.startsWith(site.base))) {
      const file = decodeURIComponent(address.slice(site.base.length).replace(/(^|\/)$/, "$1index.html"));
      if (!site.files.includes(file)) say(`${address} leads to ${file}, which is not there`);
    }
  }
  return (feed.items ?? []).map((item) => item.id);
}
