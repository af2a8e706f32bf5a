import { EditorState, TextSelection } from "prosemirror-state";
import { describe, expect, it } from "vitest";
import { nearest, spots, wordsPicked } from "./remarks";
import { schema } from "./schema";

const n = schema.nodes;
const p = (...words: string[]) => n.paragraph.create(null, words.flatMap((w, i) => (i === 0 ? [schema.text(w)] : [n.hard_break.create(), schema.text(w)])));
const doc = n.doc.create(null, [
  p("The wall fell."),
  n.paragraph.create(),
  n.bullet_list.create(null, [n.list_item.create(null, [p("The council 🌊 said", "the council knew.")])]),
]);
const words = (of: { from: number; to: number }[]) => of.map(({ from, to }) => doc.textBetween(from, to, "|", "\n"));

describe("the words of a remark", () => {
  it("are found in the blocks with words in them, empty ones not counted", () => {
    expect(words(spots(doc, [{ id: "a", block: 1, start: 20, length: 11, quote: "the council" }]))).toEqual(["the council"]);
    expect(words(spots(doc, [{ id: "a", block: 0, start: 4, length: 4, quote: "wall" }]))).toEqual(["wall"]);
  });
  it("are found a little further on where spaces were typed", () => {
    expect(nearest("The  wall. The wall.", "wall", 4)).toBe(5);
    expect(nearest("The  wall. The wall.", "wall", 15)).toBe(15);
    expect(nearest("Nothing.", "wall", 3)).toBe(-1);
  });
  it("are what stands there where they were changed, and nothing where the block is gone", () => {
    expect(words(spots(doc, [{ id: "a", block: 0, start: 4, length: 4, quote: "tower" }]))).toEqual(["wall"]);
    expect(spots(doc, [{ id: "a", block: 9, start: 0, length: 4, quote: "wall" }])).toEqual([]);
  });
  it("are never more than the page can carry", () => {
    const many = Array.from({ length: 900 }, (_, i) => ({ id: String(i), block: 0, start: 0, length: 3, quote: "The" }));
    expect(spots(doc, many)).toHaveLength(200);
  });
});

describe("words picked", () => {
  const at = (from: number, to: number) => wordsPicked(EditorState.create({ doc, selection: TextSelection.create(doc, from, to) }));
  it("come with their block and what stands around them", () => {
    expect(at(5, 9)).toEqual({ field: "body", block: 0, start: 4, quote: "wall", before: "The ", after: " fell." });
  });
  it("over several blocks are those in the first, and none are none", () => {
    expect(at(10, 30)?.quote).toBe("fell.");
    expect(at(5, 5)).toBeNull();
  });
});
