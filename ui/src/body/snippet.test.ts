import { TextSelection } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { expect, it } from "vitest";
import type { PmDoc, PmNode } from "../wire";
import { inlineSchema } from "./schema";
import { keptSlice, putIn } from "./snippet";
import { docFrom } from "./stored";
import { lineView } from "./surface";
import { after, open, outline } from "./trial";

const p = (text: string, ...marks: string[]): PmNode => ({ type: "paragraph", content: text === "" ? [] : [{ type: "text", text, ...(marks.length ? { marks: marks.map((type) => ({ type })) } : {}) }] });
const doc = (...content: PmNode[]): PmDoc => ({ type: "doc", content });
const item = (text: string): PmNode => ({ type: "list_item", content: [p(text)] });
const chosen = (view: EditorView, from: number, to: number) => {
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, to)));
  return outline(docFrom(view.state.doc.type.schema, keptSlice(view.state)));
};

it("keeps the words that were selected with their marks, in one block or over several", () => {
  const { view } = open([p("one two", "em"), { type: "heading", attrs: { level: 2 }, content: [{ type: "text", text: "Head" }] }, p("three")]);
  expect(chosen(view, 5, 8)).toBe("paragraph: _two_");
  expect(chosen(view, 5, 18)).toBe("paragraph: _two_\nheading level=2: Head\nparagraph: th");
});

it("keeps a part of a list as the list it is", () => {
  const { view } = open([{ type: "bullet_list", content: [item("one"), item("two"), item("three")] }]);
  expect(chosen(view, 3, 13)).toBe("bullet_list\n  list_item\n    paragraph: one\n  list_item\n    paragraph: two");
});

it("lets one paragraph flow into the line, in place of what is selected", () => {
  const { view } = open([p("See  now")]);
  after(view, "See ");
  putIn(view, doc(p("the line", "strong")));
  expect(outline(view.state.doc)).toBe("paragraph: See **the line** now");
});

it("puts several blocks in the place of an empty line, and opens a full one for them", () => {
  const { view } = open([p("")]);
  putIn(view, doc(p("One."), p("Two.")));
  expect(outline(view.state.doc)).toBe("paragraph: One.\nparagraph: Two.");
  const full = open([p("Before after")]).view;
  after(full, "Before ");
  putIn(full, doc(p("one."), { type: "bullet_list", content: [item("x")] }));
  expect(outline(full.state.doc)).toMatch(/^paragraph: Before one\.\nbullet_list\n {2}list_item\n {4}paragraph: x\nparagraph: ?after$/);
});

it("gives a line the plain words", () => {
  const { calls } = open();
  const place = document.createElement("div");
  const view = lineView(place, docFrom(inlineSchema, doc({ type: "text", text: "See " })), calls, () => ({ label: "Standfirst", placeholder: "", language: "en", direction: "ltr" }));
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, 4)));
  putIn(view, doc(p("One.", "em"), p("Two.")));
  expect(view.state.doc.textContent).toBe("See One. Two.");
});
