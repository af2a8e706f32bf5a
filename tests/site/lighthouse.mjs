// Lighthouse over one page of each kind: full marks for accessibility, best practices and SEO, nothing that
// moves while the page comes, a light page, and no script but the search's. Performance is a matter of the
// machine: it is printed.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { CHROMIUM, QUIET } from "./server.mjs";

const FULL_MARKS = ["accessibility", "best-practices", "seo"];
/** Bytes of a page and all that comes with it, but for the pictures; as they are, not packed. */
const HEAVIEST = 60 * 1024;

/** Calls `say` for whatever is wrong; answers how many pages were looked at. None where the site has no address. */
export async function checkLighthouse(origin, site, say) {
  if (!site.base) return 0;
  const browser = await launch({ chromePath: CHROMIUM, chromeFlags: ["--headless=new", ...QUIET] });
  const pages = choose(site);
  for (const file of pages) {
    const wrong = (what) => say(`lighthouse: ${file}: ${what}`);
    const address = origin + site.basePath + file.replace(/index\.html$/, "");
    const ran = await lighthouse(address, { port: browser.port, output: "json", onlyCategories: [...FULL_MARKS, "performance"], logLevel: "silent" });
    const { audits, categories, runtimeError } = ran.lhr;
    if (runtimeError) {
      wrong(runtimeError.message);
      continue;
    }
    const marks = Object.fromEntries(Object.entries(categories).map(([name, { score }]) => [name, Math.round(score * 100)]));
    for (const name of FULL_MARKS) {
      if (marks[name] === 100) continue;
      const why = categories[name].auditRefs.filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1);
      wrong(`${name} ${marks[name]}: ${why.map(({ id }) => `${audits[id].title} ${audits[id].explanation ?? ""}`).join("; ")}`);
    }
    const moved = audits["cumulative-layout-shift"].numericValue;
    if (moved !== 0) wrong(`things move while it comes (CLS ${moved})`);
    const asked = audits["network-requests"].details.items;
    const weight = asked.filter((one) => one.resourceType !== "Image").reduce((sum, one) => sum + one.resourceSize, 0);
    if (!(weight > 0 && weight < HEAVIEST)) wrong(`${weight} bytes without its pictures`);
    const scripts = asked.filter((one) => one.resourceType === "Script");
    if (scripts.length > 0 && file !== "search/index.html") wrong(`asks for the script ${scripts[0].url}`);
    const after = (name) => audits[name].displayValue;
    console.log(`Lighthouse: ${file}: ${Object.entries(marks).map(([name, mark]) => `${name} ${mark}`).join(", ")}; ${(weight / 1024).toFixed(1)} KB without its pictures; largest paint after ${after("largest-contentful-paint")}`);
  }
  await browser.kill();
  return pages.length;
}

/** The front, a section, the story with the most pictures, the longest in Hindi and in Urdu, and the search. */
function choose(site) {
  const pages = site.files.filter((file) => file.endsWith("/index.html"));
  const most = (of, how) => of.reduce((best, file) => (!best || how(file) > how(best) ? file : best), undefined);
  const stories = pages.filter((file) => /<body class="story">/.test(site.text(file)));
  const inLanguage = (language) => stories.filter((file) => site.text(file).includes(`<html lang="${language}`));
  const section = pages.filter((file) => file.split("/").length === 2 && /<body class="list">/.test(site.text(file)) && !file.startsWith("latest/"));
  const length = (file) => site.text(file).length;
  const chosen = [
    "index.html", most(section, length), most(stories, (file) => site.text(file).split("<figure").length),
    most(inLanguage("hi"), length), most(inLanguage("ur"), length), "search/index.html",
  ];
  return [...new Set(chosen.filter((file) => file && site.files.includes(file)))];
}
