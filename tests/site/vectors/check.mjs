// Text never becomes markup or script: node vectors/check.mjs STET [PUBLIC-LIST.json].
//
// A newsroom whose every text is an XSS vector (own.json, and the public list brs-kb) is exported beside its twin with
// harmless words. Chromium opens the pages; a script that runs or wants to, a dialog, a question to another server, an
// element or attribute that the twin has not, a link to no lawful address: each is a failure. The search is asked too.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { readSite } from "../links.mjs";
import { CHROMIUM, QUIET, serve } from "../server.mjs";
import { make, refuses } from "./newsroom.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const [stet, listed] = process.argv.slice(2);
const own = Object.values(JSON.parse(fs.readFileSync(path.join(here, "own.json"), "utf8"))).flat();
const list = listed ? JSON.parse(fs.readFileSync(listed, "utf8")) : [];
/** Pages that are opened at one time. */
const TABS = 2;
/** Whatever is not the site's own file is told to the page, and done all the same: a vector is to show what it can. */
const TELL = { "content-security-policy-report-only": "script-src 'self'; style-src 'self'; frame-src 'none'; object-src 'none'; form-action 'self'; base-uri 'none'" };

const wrong = [];
const work = fs.mkdtempSync(path.join(os.tmpdir(), "vectors-"));
process.on("exit", () => fs.rmSync(work, { recursive: true, force: true }));
make(stet, work, own, list);
const slugs = refuses(stet, work, own);

const site = readSite(path.join(work, "vectors"));
const twin = readSite(path.join(work, "harmless"));
const files = site.files.filter((file) => !file.startsWith("pictures/"));
const text = (of) => of.files.filter((file) => !file.startsWith("pictures/")).sort().join("\n");
if (text(site) !== text(twin)) wrong.push("vectors have made other files than harmless words");
const odd = [...files, ...slugs].filter((file) => !/^[\w.-]+(\/[\w.-]+)*$/.test(file) || file.includes(".."));
wrong.push(...odd.map((file) => `${file} is no name for a file of the site`));
for (const file of files) if (site.text(file).includes("NOTE-FOR-NOBODY")) wrong.push(`${file} has a note of the newsroom`);

const [server, other] = await Promise.all([serve(site, TELL), serve(twin, { "access-control-allow-origin": "*" })]);
// No other server has an address here; that a page asks for one is seen all the same.
const browser = await chromium.launch({ executablePath: CHROMIUM, args: [...QUIET, "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"] });
const shape = fs.readFileSync(path.join(here, "shape.js"), "utf8");

/** A tab that says what happens in it; `at` is the file that it shows. */
async function open() {
  const page = await browser.newPage();
  const tab = { page, at: "" };
  const say = (what) => wrong.push(`${tab.at}: ${what}`);
  page.on("dialog", (dialog) => (say(`a dialog says “${dialog.message()}”`), dialog.dismiss()));
  page.on("popup", () => say("a window opens"));
  page.on("pageerror", (fault) => say(fault.message));
  page.on("request", (request) => {
    const asked = request.url();
    if (!asked.startsWith(server.origin) && !asked.startsWith(other.origin)) say(`asks for ${asked}`);
  });
  await page.exposeFunction("tell", say);
  await page.addInitScript(`
    for (const name of ["alert", "confirm", "prompt", "print", "open"]) globalThis[name] = () => tell(name + " was called");
    Object.defineProperty(globalThis, "__hit", { set: () => tell("a vector has run"), get: () => 0 });
    // The browser's own view of XML has a style of its own.
    const isOurs = (event) => document.contentType === "text/html" || !event.violatedDirective.startsWith("style");
    addEventListener("securitypolicyviolation", (event) => isOurs(event) && tell(event.violatedDirective + " is broken by " + (event.sample || event.blockedURI)));
  `);
  await page.addInitScript(shape);
  return tab;
}

const isStory = (file) => /^vector-\d+\/index\.html$/.test(file);
const pages = files.filter((file) => file.endsWith(".html"));
const feeds = files.filter((file) => file.endsWith(".xml"));
/** Every story and every page of the newsroom itself; of lists and feeds some of each kind. */
const opened = [
  ...pages.filter((file, n) => isStory(file) || file.split("/").length < 3 || n % 40 === 0),
  ...feeds.filter((file, n) => file.split("/").length < 2 || n % 100 === 0),
];
const waiting = [...opened];
const plain = (words) => words.replace(/[\p{Cc}\p{Cf}\p{Z}\u2028\u2029]+/gu, "");

async function visit(tab) {
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    tab.at = file;
    const address = server.origin + "/" + file.replace(/index\.html$/, "");
    await tab.page.goto(address);
    if (tab.page.url() !== address) wrong.push(`${file}: leads away to ${tab.page.url()}`);
    if (!file.endsWith(".html")) continue;
    const found = await tab.page.evaluate(async ([twin, isGrouped]) => {
      const theirs = new DOMParser().parseFromString(await (await fetch(twin)).text(), "text/html");
      const words = document.querySelector("h1")?.textContent;
      const [one, other] = [document, theirs].map(({ documentElement }) => shapeOf(documentElement));
      // Names stand in groups by their first letter, and a bracket is another than a stop.
      const kinds = (lines) => [...new Set(lines.map((line) => line.replace(/group-\d+/, "group")))].sort();
      const wrong = isGrouped ? differ(kinds(one), kinds(other)) : differ(one, other);
      return { words, wrong: [...wrong, ...unlawful(document, location.href)] };
    }, [`${other.origin}/${file}`, /^(tags|authors)\/index\.html$/.test(file)]);
    wrong.push(...found.wrong.map((what) => `${file}: ${what}`));
    const vector = isStory(file) ? own[parseInt(file.slice("vector-".length), 10)] : undefined;
    if (vector !== undefined && plain(found.words ?? "") !== plain(vector)) wrong.push(`${file}: “${found.words}” is not what was written`);
  }
}

/** The search finds every story by a word that all have, in words alone; and it is asked for each of our vectors. */
async function search(tab) {
  tab.at = "search";
  await tab.page.goto(`${server.origin}/search/?q=leads`);
  const stories = files.filter(isStory).length;
  for (let before = -1, now = 0; now < stories && now !== before; ) {
    before = now;
    now = await tab.page.waitForFunction((before) => {
      const found = document.querySelectorAll("#found > li").length;
      return document.querySelector("#said").textContent.endsWith(` ${found}`) && found > before && found;
    }, before).then((found) => found.jsonValue());
    if (now < stories) await tab.page.click("#older");
  }
  const found = await tab.page.evaluate(() => {
    const [one, ...rest] = [...document.querySelectorAll("#found > li")].map(shapeOf);
    return { wrong: [...rest.flatMap((each) => differ(each, one)), ...unlawful(document, location.href)], shape: one.join(), words: [...document.querySelectorAll("#found h2")].map((head) => head.textContent) };
  });
  wrong.push(...found.wrong.map((what) => `search: ${what}`));
  if (/SCRIPT|IMG|SVG|STYLE/.test(found.shape)) wrong.push(`search: what it finds is ${found.shape}`);
  const said = new Set(found.words.map(plain));
  for (const vector of own) if (!said.has(plain(vector))) wrong.push(`search: “${vector}” is not among what it finds`);
  tab.at = "search for a vector";
  const asked = await tab.page.evaluate(async (own) => {
    const [form, field] = ["form[role=search]", "#q"].map((name) => document.querySelector(name));
    let kept = 0;
    for (const vector of own) {
      field.value = vector;
      form.requestSubmit();
      await new Promise((next) => setTimeout(next));
      kept += Number(new URLSearchParams(location.search).get("q") === field.value && field.isConnected);
    }
    return { kept, address: location.origin };
  }, own);
  if (asked.address !== server.origin || asked.kept !== own.length) wrong.push(`search: ${asked.kept} of ${own.length} questions are kept as they were asked`);
}

const tabs = await Promise.all(Array.from({ length: TABS }, open));
await Promise.all(tabs.map(visit));
await search(tabs[0]);
// What is not opened is parsed: lists, feeds, sitemaps, ninjs files and the parts of the search; of the many topics and
// authors every third.
const isOfMany = (file) => /^(tags|authors)\/./.test(file);
const parsed = files.filter((file, n) => /\.(html|xml|json|webmanifest)$/.test(file) && !(opened.includes(file) && file.endsWith(".html")) && (!isOfMany(file) || n % 3 === 0));
const shares = tabs.map((_, n) => parsed.filter((_, at) => at % TABS === n));
await Promise.all(tabs.map(async (tab, n) => {
  tab.at = "parsing";
  await tab.page.goto(`${server.origin}/404.html`);
  const found = await tab.page.evaluate(async ([share, twin]) => {
    const wrong = [];
    for (const file of share) {
      const [ours, theirs] = await Promise.all([`/${file}`, `${twin}/${file}`].map(async (at) => (await fetch(at)).text()));
      for (const what of beside(file, ours, theirs, new URL(file, location.origin).href)) wrong.push(`${file}: ${what}`);
    }
    return wrong;
  }, [shares[n], other.origin]);
  wrong.push(...found);
}));
await browser.close();
server.close();
other.close();

for (const what of wrong.slice(0, 60)) console.error(`vectors: ${what}`);
console.log(`vectors: ${own.length} of our own and ${list.length} of the public list, ${opened.length} pages and feeds opened, ${parsed.length} files parsed beside harmless ones, ${own.length + 1} searches; ${wrong.length === 0 ? "nothing wrong" : `${wrong.length} things are wrong`}`);
process.exit(wrong.length === 0 ? 0 : 1);
