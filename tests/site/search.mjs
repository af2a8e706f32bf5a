// The search of the site in a real browser: words are typed, and the stories that have them come.

/** Searches in a page of the browser; `site` is what readSite gave, `wrong` takes what is wrong. Answers how many words were looked for. */
export async function checkSearch(browser, origin, site, wrong) {
  if (!site.files.includes("search/parts.json")) return 0;
  const parts = JSON.parse(site.text("search/parts.json"));
  const stories = parts.flatMap((part) => JSON.parse(site.text(`search/${part}`)));
  const page = await browser.newPage({ viewport: { width: 900, height: 900 } });
  page.on("pageerror", (fault) => wrong(`search: ${fault.message}`));
  await page.goto(`${origin}${site.basePath}search/`);
  let asked = 0;
  const find = async (words) => {
    asked += 1;
    await page.fill("#q", words);
    await page.press("#q", "Enter");
    await page.waitForFunction((words) => new URLSearchParams(location.search).get("q") === words && document.querySelector("#said").textContent !== document.querySelector("#said").dataset.busy, words);
    return page.$$eval("#found a", (links) => links.map((link) => link.textContent));
  };
  // Of each language one story: by a word of its headline, and by one that only its text has.
  for (const language of new Set(stories.map((story) => story.l))) {
    const story = stories.find((one) => one.l === language);
    const longest = (text) => text.split(/[^\p{L}\p{M}]+/u).sort((a, b) => b.length - a.length)[0];
    for (const words of [longest(story.h), longest(story.w), longest(story.w).slice(0, -1).toUpperCase()]) {
      const found = await find(words);
      if (!(await page.textContent("#said")).includes(String(found.length))) wrong(`search: “${words}” does not say how many it found`);
      if (!found.includes(story.h)) wrong(`search: “${words}” does not find “${story.h}”, but ${found.length} others`);
    }
  }
  const none = await find("qwertzuiop");
  if (none.length > 0) wrong(`search: a word that no story has finds ${none.length}`);
  // A link to a search is a search; what it finds leads to a page that is there.
  await page.goto(`${origin}${site.basePath}search/?q=${encodeURIComponent(stories[0].h)}`);
  await page.waitForSelector("#found a");
  const [answer] = await Promise.all([page.waitForNavigation(), page.click("#found a")]);
  if (answer.status() !== 200) wrong(`search: the first story found answers ${answer.status()}`);
  await page.close();
  return asked + 1;
}
