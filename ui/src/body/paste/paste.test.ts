import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { EditorView } from "prosemirror-view";
import { expect, test } from "vitest";
import { cleanHref } from "../links";
import { after, open, openLine, outline, type } from "../trial";
import { cleanPasted } from "./clean";
import { paragraphsOf } from "./text";

const fixture = (name: string) => readFileSync(join(import.meta.dirname, "fixtures", name), "utf8");
/** The blocks pasted; an editor may end a paste with the empty line it was made on. */
const lines = (text: string) => text.replace(/\nparagraph: $/, "").split("\n").map((line) => line.trimEnd()).join("\n").trimEnd();

/** What other programs put on the clipboard, and the story that is expected of it, side by side. */
const corpus = readdirSync(join(import.meta.dirname, "fixtures")).flatMap((name) => /^(.+?)(?:\.html|\.in\.txt)$/.exec(name)?.slice(0, 2) ? [name] : []);
const expected = (name: string) => lines(fixture(name.replace(/(\.html|\.in\.txt)$/, ".txt")));

test("the corpus is large, and of many hands and scripts", () => {
  expect(corpus.length).toBeGreaterThanOrEqual(40);
});

test.each(corpus)("what is pasted from %s becomes our blocks and nothing else", (name) => {
  const { view, notices } = open();
  if (name.endsWith(".html")) view.pasteHTML(fixture(name));
  else view.pasteText(fixture(name));
  view.state.doc.check();
  const left = notices.map((notice) => /^(A|\d+) picture/.exec(notice.sentence)?.[1] ?? notice.code).map((count) => `\npictures left: ${count === "A" ? 1 : count}`);
  expect(lines(outline(view.state.doc) + left.join(""))).toBe(expected(name));
});

test.each(corpus.filter((name) => name.endsWith(".html")))("pasted into a standfirst, %s is one line of the same words", (name) => {
  const view = openLine();
  view.pasteHTML(fixture(name));
  view.state.doc.check();
  expect(view.state.doc.childCount === 0 || view.state.doc.textContent.trim() !== "").toBe(true);
  expect(unlawful(view)).toEqual([]);
});

/** Everything in a pasted document that no reader may be given. */
function unlawful(view: EditorView): string[] {
  const found: string[] = [];
  view.state.doc.descendants((node) => {
    for (const mark of node.marks) {
      const href = mark.attrs["href"] as string | undefined;
      if (href !== undefined && cleanHref(href) !== href) found.push(href);
    }
    const url = node.attrs["url"] as string | undefined;
    if (url !== undefined && cleanHref(url) !== url) found.push(url);
  });
  // What stands in the page: nothing that loads, nothing that runs.
  for (const element of view.dom.querySelectorAll("*")) {
    if (/^(script|style|iframe|object|embed|link|meta|base|form|svg|math|video|audio|source)$/i.test(element.tagName)) found.push(element.tagName);
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name) || /^(srcset|poster|background|ping|formaction|data|action)$/i.test(name)) found.push(`${name}=${value}`);
      if (/^(src|xlink:href)$/i.test(name) && !value.startsWith("stet-media:")) found.push(`${name}=${value}`);
      if (name === "style" && /url\s*\(/i.test(value)) found.push(value);
    }
  }
  return found;
}

/** Numbers from a seed, the same in every run. */
function dice(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

test("however the corpus is cut up and mixed, nothing runs, nothing loads, no link is unlawful or tracks", () => {
  const pages = corpus.filter((name) => name.endsWith(".html")).map(fixture);
  const parts = pages.flatMap((page) => page.match(/<[^>]*>|[^<]+/g) ?? []);
  const bad = ["<img src=https://evil.example.com/x onerror=alert(1)>", "<a href=\"jav&#x09;ascript:alert(1)\">", "<svg/onload=alert(1)>", "<p data-pm-slice=\"0 0 []\">", "<div data-embed=\"javascript:alert(1)\">", "<style>*{background:url(//evil.example.com)}</style>", "<iframe src=javascript:alert(1)>", "<a href='https://example.org/?utm_source=a&fbclid=b'>", "</p></table></svg></math>", "<!--", "-->", "<table><tr><td>"];
  const roll = dice(7);
  for (let round = 0; round < 120; round++) {
    let page = pages[roll(pages.length)] ?? "";
    for (let change = roll(6); change >= 0; change--) {
      const at = roll(page.length);
      const kind = roll(3);
      if (kind === 0) page = page.slice(0, at) + (bad[roll(bad.length)] ?? "") + page.slice(at);
      else if (kind === 1) page = page.slice(0, at) + page.slice(at + roll(200));
      else page = page.slice(0, at) + Array.from({ length: 5 }, () => parts[roll(parts.length)] ?? "").join("") + page.slice(at);
    }
    const { view } = open();
    view.pasteHTML(page);
    view.state.doc.check();
    expect(unlawful(view), page).toEqual([]);
    view.destroy();
  }
});

test("words pasted inside a sentence stay inside it", () => {
  const { view } = open([{ type: "paragraph", content: [{ type: "text", text: "The wall fell." }] }]);
  after(view, "The ");
  view.pasteHTML("<p class=MsoNormal><b>harbour</b> sea</p>");
  view.pasteText(" old ");
  expect(outline(view.state.doc)).toBe("paragraph: The **harbour** sea old wall fell.");
});

test("what this editor copied comes back with its pictures", () => {
  const { view } = open();
  view.pasteHTML('<figure data-pm-slice="0 0 []" data-media="m" data-credit="Jane" data-alt=""><figcaption>Wall</figcaption></figure>');
  expect(lines(outline(view.state.doc))).toContain("figure media=m credit=Jane: Wall");
});

test("a script address does not pass in what claims to be ours", () => {
  const { view } = open();
  view.pasteHTML('<p data-pm-slice="0 0 []"><a href="javascript:alert(1)">x</a></p>');
  expect(lines(outline(view.state.doc))).toBe("paragraph: x");
});

test("no address of a page's picture is left in what is pasted", () => {
  const { html, pictures } = cleanPasted('<p>a<img src="https://example.org/t.gif" width="1"><img src="https://example.org/a.jpg">b</p>');
  expect(html).toBe("<p>ab</p>");
  expect(pictures).toBe(1);
});

test("pasting into a caption keeps one line", () => {
  const { view } = open([{ type: "figure", attrs: { media: "m" } }]);
  view.pasteText("A\nB");
  type(view, "!");
  expect(view.state.doc.childCount).toBe(1);
  expect(view.state.doc.textContent.replace(/\s/g, "")).toBe("AB!");
});

test("verse is not joined", () => {
  expect(paragraphsOf("One line\nand another\n\n\nLast")).toEqual([["One line", "and another"], ["Last"]]);
});
