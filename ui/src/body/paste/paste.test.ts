import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { after, open, outline, type } from "../trial";
import { cleanPasted } from "./clean";
import { paragraphsOf } from "./text";

const fixture = (name: string) => readFileSync(join(import.meta.dirname, "fixtures", name), "utf8");
/** The blocks pasted; an editor may end a paste with the empty line it was made on. */
const lines = (text: string) => text.replace(/\nparagraph: $/, "").split("\n").map((line) => line.trimEnd()).join("\n").trimEnd();

test.each([
  ["web", 1],
  ["word", 1],
  ["google-docs", 1],
  ["libreoffice", 0],
])("a page copied from %s becomes our blocks and nothing else", (name, pictures) => {
  const { view, notices } = open();
  view.pasteHTML(fixture(`${name}.html`));
  view.state.doc.check();
  expect(lines(outline(view.state.doc))).toBe(lines(fixture(`${name}.txt`)));
  expect(notices.map((notice) => notice.code)).toEqual(pictures ? ["pasted-pictures-left"] : []);
});

test("plain text parts at blank lines, joins wrapped lines and keeps the writer's own breaks", () => {
  const { view } = open();
  view.pasteText(fixture("plain.in.txt"));
  expect(lines(outline(view.state.doc))).toBe(lines(fixture("plain.txt")));
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
