import { undo, history } from "prosemirror-history";
import { EditorState, TextSelection } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Mark, Piece } from "../wire";
import { blocksOf, marked, type Marks } from "./marked";
import { schema } from "./schema";

const p = (text: string) => schema.nodes.paragraph.create(null, schema.text(text));
let asked: string[] = [];
let marks: Marks | null = null;
let view: EditorView;

/** Marks every “bad”, as the core would. */
const check = (pieces: Piece[]): Promise<Mark[][]> => {
  asked.push(...pieces.map((q) => q.text));
  return Promise.resolve(pieces.map((q) => [...q.text.matchAll(/bad/g)].map((m) => ({ from: m.index, to: m.index + 3, kind: "spelling", rule: "spelling", words: "bad", why: "", suggestions: [] }))));
};

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  const doc = schema.nodes.doc.create(null, [p("a bad day"), p("a good day")]);
  const plugins = [history(), ...marked("body", { check, found: () => undefined, open: () => undefined, typed: () => undefined }, (m) => (marks = m))];
  view = new EditorView(document.body.appendChild(document.createElement("div")), { state: EditorState.create({ doc, plugins }) });
});
afterEach(() => {
  view.destroy();
  vi.useRealTimers();
});
const rest = () => vi.advanceTimersByTimeAsync(500);
const drawn = () => [...view.dom.querySelectorAll(".mark-spelling")].map((e) => e.textContent);

test("only the paragraph that changed is asked about again", async () => {
  await rest();
  expect(asked).toEqual(["a bad day", "a good day"]);
  expect(drawn()).toEqual(["bad"]);
  view.dispatch(view.state.tr.insertText(" bad", view.state.doc.content.size - 1));
  await rest();
  expect(asked.slice(2)).toEqual(["a good day bad"]);
  expect(drawn()).toEqual(["bad", "bad"]);
});

test("nothing is asked while the keys go on", async () => {
  await rest();
  for (let i = 0; i < 5; i++) {
    view.dispatch(view.state.tr.insertText("x", 1));
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(asked.length).toBe(2);
  await rest();
  expect(asked.slice(2)).toEqual(["xxxxxa bad day"]);
});

test("a word that is being changed loses its mark at once", async () => {
  await rest();
  view.dispatch(view.state.tr.insertText("d", 6));
  expect(drawn()).toEqual([]);
});

test("an arrow key in a word just typed looks at that word alone, and its mark comes once the word is left", async () => {
  await rest();
  vi.spyOn(view, "hasFocus").mockReturnValue(true);
  const end = view.state.doc.content.size - 1;
  const typed = view.state.tr.insertText(" bad", end);
  view.dispatch(typed.setSelection(TextSelection.create(typed.doc, end + 4)));
  await rest();
  expect(drawn(), "the word is still being written").toEqual(["bad"]);
  const walked = vi.spyOn(view.state.doc, "forEach");
  const to = (pos: number) => view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, pos)));
  for (const pos of [end + 3, end + 2, end + 1]) to(pos);
  expect(walked).not.toHaveBeenCalled();
  expect(drawn()).toEqual(["bad"]);
  to(end);
  expect(drawn()).toEqual(["bad", "bad"]);
});

test("taking a suggestion is one step to undo, and a text that has moved on is left alone", async () => {
  await rest();
  const spot = marks?.spots()[0];
  if (!spot || !marks) throw new Error("no mark");
  view.dispatch(view.state.tr.insertText("!", view.state.doc.content.size - 1));
  expect(marks.take(spot, "fine")).toBe(true);
  expect(view.state.doc.firstChild?.textContent).toBe("a fine day");
  undo(view.state, view.dispatch.bind(view));
  expect(view.state.doc.textContent).toBe("a bad daya good day!");
  view.dispatch(view.state.tr.insertText("so ", 1));
  expect(marks.take(spot, "fine")).toBe(false);
});

test("going to a mark selects its words", async () => {
  await rest();
  const spot = marks?.spots()[0];
  if (spot) marks?.select(spot);
  const { selection } = view.state;
  expect(selection instanceof TextSelection && view.state.doc.textBetween(selection.from, selection.to)).toBe("bad");
});

test("captions, quotes, cells and cards go out with what they are; breaks and links keep their places", () => {
  const { doc, figure, blockquote, pullquote, paragraph, embed, hard_break } = schema.nodes;
  const link = schema.marks.link.create({ href: "https://a.example" });
  const whole = doc.create(null, [
    paragraph.create(null, [schema.text("one"), hard_break.create(), schema.text("two", [link])]),
    figure.create({ media: "m", alt: "An alt", credit: "TK" }),
    blockquote.create(null, [p("said")]),
    pullquote.create({ cite: "Who" }, schema.text("pulled")),
    embed.create({ url: "http://localhost/", title: "T" }),
  ]);
  const out = blocksOf(whole, "body").flatMap((b) => b.pieces).map((q) => [q.field, q.text, q.quoted, ...q.links.map((l) => `${String(l.from)}-${String(l.to)} ${l.href}`)]);
  expect(out).toEqual([
    ["body", "one\ntwo", false, "4-7 https://a.example"],
    ["caption", "", false], ["alt", "An alt", false], ["credit", "TK", false],
    ["body", "said", true],
    ["body", "pulled", true], ["cite", "Who", false],
    ["card", "T", true, "0-1 http://localhost/"],
  ]);
});
