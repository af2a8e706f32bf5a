import { AllSelection, NodeSelection, TextSelection } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { expect, test } from "vitest";
import type { PmNode } from "../wire";
import { insertions } from "./menu";
import { jsonOf } from "./stored";
import { after, open, outline, press, type } from "./trial";

const words = (text: string): PmNode[] => (text ? [{ type: "text", text }] : []);
const par = (text: string): PmNode => ({ type: "paragraph", content: words(text) });
const note = (...lines: string[]): PmNode => ({ type: "note", content: lines.map((line) => ({ type: "note_text", content: words(line) })) });
const points = (...lines: string[]): PmNode => ({ type: "keypoints", content: lines.map((line) => ({ type: "keypoint", content: words(line) })) });
const facts = (title: string, ...lines: string[]): PmNode => ({
  type: "factbox",
  content: [{ type: "factbox_title", content: words(title) }, ...lines.map((line) => ({ type: line.startsWith("•") ? "factbox_point" : "factbox_text", content: words(line.replace("•", "")) }))],
});
const seen = (view: EditorView) => outline(view.state.doc);
const put = (id: string) => {
  const { view } = open();
  insertions.find((entry) => entry.id === id)?.run(view, { picture: () => undefined, card: () => undefined, wall: () => "" });
  return view;
};

test("Ctrl+Shift+N puts a note beneath the line, and again goes on in the copy", () => {
  const { view } = open([par("The wall fell."), par("Next")]);
  after(view, "wall");
  press(view, "Mod-Shift-n");
  type(view, "ring him");
  press(view, "Mod-Shift-n");
  type(view, "> ");
  expect(seen(view)).toBe("paragraph: The wall fell.\nnote\n  note_text: ring him\nblockquote\n  paragraph: Next");
});

test("enter makes a line, and on an empty one leaves the box", () => {
  for (const [id, box] of [["note", "note\n  note_text: a\n  note_text: b"], ["keypoints", "keypoints\n  keypoint: a\n  keypoint: b"]] as const) {
    const view = put(id);
    type(view, "a");
    press(view, "Enter");
    type(view, "b");
    press(view, "Enter");
    press(view, "Enter");
    type(view, "copy");
    expect(seen(view)).toBe(`${box}\nparagraph: copy`);
  }
});

test("a fact box is written from its title on, with points after a hyphen", () => {
  const view = put("factbox");
  type(view, "The wall");
  press(view, "Enter");
  type(view, "Built in 1931.");
  press(view, "Enter");
  type(view, "- 400 m");
  press(view, "Enter");
  type(view, "9 m high");
  press(view, "Enter");
  press(view, "Enter");
  press(view, "Enter");
  type(view, "copy");
  expect(seen(view)).toBe("factbox\n  factbox_title: The wall\n  factbox_text: Built in 1931.\n  factbox_point: 400 m\n  factbox_point: 9 m high\nparagraph: copy");
});

test("Ctrl+Shift+8 in a fact box turns a line into a point and back, and makes no list anywhere else", () => {
  const { view } = open([facts("T", "one")]);
  after(view, "one");
  press(view, "Mod-Shift-8");
  expect(seen(view)).toContain("factbox_point: one");
  press(view, "Mod-Shift-8");
  expect(seen(view)).toContain("factbox_text: one");
  const other = open([note("n")]).view;
  press(other, "Mod-Shift-8");
  press(other, "Mod-Alt-2");
  press(other, "Mod-Shift-9");
  expect(seen(other)).toBe("note\n  note_text: n");
});

test.each(["note", "keypoints", "factbox"])("backspace in an empty %s takes it away", (id) => {
  const view = put(id);
  press(view, "Backspace");
  type(view, "x");
  expect(seen(view)).toBe("paragraph: x");
});

test("backspace in the empty first fact of an empty box takes the box away", () => {
  const view = put("factbox");
  press(view, "Enter");
  press(view, "Backspace");
  expect(seen(view)).toBe("paragraph: ");
});

test("backspace at the start of a note that says something selects it: no word of it joins the copy", () => {
  const { view } = open([par("copy"), note("secret", "more"), par("end")]);
  after(view, "copy");
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, 8)));
  press(view, "Backspace");
  expect(view.state.selection).toBeInstanceOf(NodeSelection);
  expect(seen(view)).toBe("paragraph: copy\nnote\n  note_text: secret\n  note_text: more\nparagraph: end");
  press(view, "Backspace");
  expect(seen(view)).toBe("paragraph: copy\nparagraph: end");
});

test("backspace and delete join lines inside the note and nothing across its edge", () => {
  const { view } = open([par("copy"), note("a", "b"), par("end")]);
  after(view, "a");
  press(view, "Delete");
  expect(seen(view)).toContain("note_text: ab\n");
  after(view, "ab");
  press(view, "Delete");
  after(view, "copy");
  press(view, "Delete");
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, view.state.doc.content.size - 4)));
  press(view, "Backspace");
  expect(seen(view)).toBe("paragraph: copy\nnote\n  note_text: ab\nparagraph: end");
});

test("a selection that ends in a note takes all of it, so that cutting leaves no word of it in the copy", () => {
  for (const [anchor, head] of [["co", "sec"], ["sec", "en"], ["sec", "co"], ["en", "sec"]] as const) {
    const { view } = open([par("copy"), note("secret"), par("end")]);
    after(view, anchor);
    const from = view.state.selection.from;
    after(view, head);
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, view.state.selection.from)));
    view.dispatch(view.state.tr.deleteSelection());
    expect(seen(view), `${anchor} to ${head}`).not.toMatch(/sec|ret/);
    expect(view.state.doc.textContent).toMatch(/^co(py)?(e?nd|d)?$/);
  }
});

test("a selection over boxes alone stays in the one it began in", () => {
  const { view } = open([note("secret"), facts("T", "one"), note("other")]);
  after(view, "sec");
  const from = view.state.selection.from;
  after(view, "oth");
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, view.state.selection.from)));
  view.dispatch(view.state.tr.deleteSelection());
  expect(seen(view)).toBe("note\n  note_text: sec\nfactbox\n  factbox_title: T\n  factbox_text: one\nnote\n  note_text: other");
});

test("everything selected is still everything", () => {
  const { view } = open([note("secret"), par("copy"), note("other")]);
  view.dispatch(view.state.tr.setSelection(new AllSelection(view.state.doc)).deleteSelection());
  expect(seen(view)).toBe("paragraph: ");
});

test("pasted paragraphs, subheads and lists stay in the note they are pasted into", () => {
  const { view } = open([par("copy"), note("ab"), par("end")]);
  after(view, "a");
  view.pasteHTML("<h2>one</h2><p>two<br>lines</p><ul><li><p>three</p></li></ul>");
  type(view, "!");
  expect(seen(view)).toBe("paragraph: copy\nnote\n  note_text: aone\n  note_text: two lines\n  note_text: three!b\nparagraph: end");
});

test("a picture or card pasted into a note stands after it, whole", () => {
  const { view } = open([note("ab"), par("end")]);
  after(view, "a");
  view.pasteHTML('<div data-embed="https://youtu.be/x" data-pm-slice="0 0 []">Film</div>');
  expect(seen(view)).toBe("note\n  note_text: ab\nembed url=https://youtu.be/x title=Film\nparagraph: end");
});

test("every box goes through the clipboard and comes back as it was", () => {
  const content = [note("n", "m"), points("a", "b"), facts("T", "one", "•two")];
  const { view } = open([...content, par("end")]);
  const everything = view.state.doc.content.size;
  view.dispatch(view.state.tr.setSelection(new AllSelection(view.state.doc)));
  const { dom } = view.serializeForClipboard(view.state.selection.content());
  const other = open();
  other.view.pasteHTML(dom.innerHTML);
  expect(jsonOf(other.view.state.doc).content.slice(0, 3)).toEqual(content);
  expect(everything).toBeGreaterThan(0);
});

test("each box has its name in words, for the eye and for a screen reader", () => {
  const { view } = open([note("n"), points("a"), facts("T", "one")]);
  const said = [...view.dom.querySelectorAll(".lines-box")].map((box) => [box.getAttribute("aria-label"), box.querySelector(".lines-label")?.textContent]);
  expect(said).toEqual([["Note, not published", "Note, not published"], ["Key points", "Key points"], ["Fact box", "Fact box"]]);
});

test("lines copied out of a note go into the copy as words, and no word of the copy goes into a note", () => {
  const { view } = open([note("one", "two"), par("xxyy")]);
  after(view, "o");
  const from = view.state.selection.from;
  after(view, "tw");
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, view.state.selection.from)));
  const { dom } = view.serializeForClipboard(view.state.selection.content());
  after(view, "xx");
  view.pasteHTML(dom.innerHTML);
  expect(seen(view)).toBe("note\n  note_text: one\n  note_text: two\nparagraph: xxne\nparagraph: twyy");
  const other = open([par("xxyy")]).view;
  after(other, "xx");
  other.pasteHTML(dom.innerHTML);
  expect(seen(other)).toBe("paragraph: xxne\nparagraph: twyy");
});

test("a whole note that was copied is a note where it is pasted, and parts no word from the copy", () => {
  const { view } = open([note("secret"), par("xxyy")]);
  view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, 0)));
  const { dom } = view.serializeForClipboard(view.state.selection.content());
  after(view, "xx");
  view.pasteHTML(dom.innerHTML);
  expect(seen(view)).toBe("note\n  note_text: secret\nparagraph: xx\nnote\n  note_text: secret\nparagraph: yy");
});
