import { undo } from "prosemirror-history";
import type { EditorView } from "prosemirror-view";
import { expect, it } from "vitest";
import { hitsIn, type Sought } from "../kit/hits";
import type { PmNode } from "../wire";
import { mark, replaced, select, stretchesOf, type Spotted } from "./find";
import { open, outline, type } from "./trial";

const p = (...content: PmNode[]): PmNode => ({ type: "paragraph", content });
const t = (text: string, ...marks: string[]): PmNode => ({ type: "text", text, ...(marks.length ? { marks: marks.map((type) => ({ type })) } : {}) });
const body = (): PmNode[] => [
  p(t("The "), t("fer", "strong"), t("ry", "em"), t(" is a ferry.")),
  { type: "figure", attrs: { media: "m", alt: "A ferry", credit: "Ferry Co" }, content: [t("The ferry at noon")] },
  { type: "bullet_list", content: [{ type: "list_item", content: [p(t("ferry"), { type: "hard_break" }, t("times"))] }] },
];
const words = (text: string, pattern = false): Sought => ({ text, pattern, matchCase: false, wholeWord: false });

function found(view: EditorView, sought: Sought): { spot: Spotted; where: string }[] {
  const all = stretchesOf(view.state.doc, "the body");
  return hitsIn(sought, all.map((s) => s.text)).flatMap((hit) => {
    const s = all[hit.in];
    return s ? [{ spot: { start: s.start, attr: s.attr, from: hit.from, to: hit.to }, where: s.where }] : [];
  });
}

it("finds across marks, and says in which part of the body", () => {
  const { view } = open(body());
  expect(found(view, words("ferry")).map((f) => f.where)).toEqual(["the body", "the body", "a caption", "a credit", "an alt text", "the body"]);
});

it("finds nothing across blocks, and a line break is white space", () => {
  const { view } = open([p(t("one")), p(t("two"), { type: "hard_break" }, t("three"))]);
  expect(found(view, words("onetwo"))).toEqual([]);
  expect(found(view, words("one\\s*two", true))).toEqual([]);
  expect(found(view, words("two\\sthree", true))).toHaveLength(1);
});

it("replaces everything in one step of undo, apart from what was typed just before, with the first letter's marks", () => {
  const { view } = open(body());
  type(view, "!");
  view.dispatch(replaced(view.state, found(view, words("ferry")).map(({ spot }) => ({ hit: spot, words: "boat" }))));
  expect(outline(view.state.doc)).toBe("paragraph: !The **boat** is a boat.\nfigure media=m alt=A boat credit=boat Co: The boat at noon\nbullet_list\n  list_item\n    paragraph: boat⏎times");
  undo(view.state, view.dispatch.bind(view));
  expect(outline(view.state.doc)).toContain("paragraph: !The **fer**_ry_ is a ferry.\nfigure media=m alt=A ferry credit=Ferry Co");
  undo(view.state, view.dispatch.bind(view));
  expect(outline(view.state.doc)).toContain("paragraph: The **fer**");
});

it("replaces with nothing, and with words of another length, many times in one block", () => {
  const { view } = open([p(t("aXbXc"))]);
  const hits = found(view, words("x")).map((f) => f.spot);
  view.dispatch(replaced(view.state, hits.map((hit, n) => ({ hit, words: n === 0 ? "" : "long words" }))));
  expect(outline(view.state.doc)).toBe("paragraph: ablong wordsc");
});

it("marks what was found, follows the text, and goes when finding ends", () => {
  const { view } = open([p(t("a ferry and a ferry"))]);
  const shown = () => [...view.dom.querySelectorAll(".is-found")].map((e) => (e.classList.contains("is-now") ? `[${e.textContent}]` : e.textContent)).join(" ");
  mark(view, found(view, words("ferry")).map((f) => f.spot), 1);
  expect(shown()).toBe("ferry [ferry]");
  view.dispatch(view.state.tr.insertText("see ", 1));
  expect(shown()).toBe("ferry [ferry]");
  mark(view, [], -1);
  expect(shown()).toBe("");
});

it("selects words, and the block whose field holds them", () => {
  const { view } = open(body());
  const all = found(view, words("ferry"));
  const go = (n: number) => { const hit = all[n]?.spot; if (hit) select(view, hit); return view.state.selection; };
  const { from, to } = go(0);
  expect(view.state.doc.textBetween(from, to)).toBe("ferry");
  expect(go(3).toJSON()).toMatchObject({ type: "node" });
});
