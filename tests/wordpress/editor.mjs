// Opens posts in the real block editor: editor.mjs SITE USER PASSWORD POST…
// Fails where the editor calls a block invalid, falls back to a classic block,
// or would save anything but what it was given.
import { createRequire } from "node:module";

const require = createRequire(new URL("../tools/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const [site, user, password, ...posts] = process.argv.slice(2);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-dev-shm-usage"],
});
let failed = false;
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(90_000);
  await page.goto(`${site}/wp-login.php`);
  await page.fill("#user_login", user);
  await page.fill("#user_pass", password);
  await Promise.all([page.waitForURL(/wp-admin/), page.click("#wp-submit")]);
  for (const post of posts) {
    await page.goto(`${site}/wp-admin/post.php?post=${post}&action=edit`, { waitUntil: "domcontentloaded" });
    await page.waitForFunction(() => window.wp?.data?.select("core/block-editor")?.getBlocks().length > 0);
    const found = await page.evaluate(() => {
      const walk = (blocks) => blocks.flatMap((b) => [b, ...walk(b.innerBlocks)]);
      const blocks = walk(window.wp.data.select("core/block-editor").getBlocks());
      const raw = window.wp.data.select("core/editor").getCurrentPost().content;
      const spoilt = blocks.filter((b) => !b.isValid || ["core/freeform", "core/missing", "core/html"].includes(b.name));
      return {
        names: [...new Set(blocks.map((b) => b.name))],
        count: blocks.length,
        spoilt: spoilt.map((b) => `${b.name}: ${b.originalContent}`),
        raw,
        saved: window.wp.blocks.serialize(window.wp.data.select("core/block-editor").getBlocks()),
      };
    });
    // The editor writes `/>` where the filter for authors, and so we, write ` />`; and it
    // knows of our mark only from WordPress 6.5 on.
    const plain = (html) => html.replaceAll(" />", "/>").replaceAll(/,?"metadata":\{"stet":"[0-9a-f]+"\}/g, "")
      .replaceAll(" {} -->", " -->").replaceAll("&#091;", "[").replaceAll("&#047;", "/").replaceAll("\u00a0", "&nbsp;");
    if (found.spoilt.length > 0) {
      failed = true;
      console.log(`post ${post}: ${found.spoilt.length} of ${found.count} blocks are not valid:\n${found.spoilt.join("\n")}`);
    } else if (plain(found.saved) !== plain(found.raw)) {
      failed = true;
      console.log(`post ${post}: the editor would save other markup:\n${found.saved}\n---\n${found.raw}`);
    } else {
      console.log(`post ${post}: all blocks valid (${found.count}: ${found.names.join(", ")})`);
    }
  }
} finally {
  await browser.close();
}
process.exit(failed ? 1 : 0);
