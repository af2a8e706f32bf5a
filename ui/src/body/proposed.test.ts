import { EditorState } from "prosemirror-state";
import { describe, expect, it } from "vitest";
import { drawn, proposedMarks } from "./proposed";
import { schema } from "./schema";

const paragraph = (text: string) => schema.nodes.paragraph.create(null, text === "" ? null : schema.text(text));
const doc = schema.nodes.doc.create(null, [paragraph("The wall fell on Monday."), paragraph(""), paragraph("Nobody was hurt.")]);
const change = (id: string, block: number, start: number, length: number, added: string) => ({ id, spots: [{ block, start, length }], added, said: id });

describe("what is suggested, in the text", () => {
  it("strikes out the words that would go and puts beside them those that would come in", () => {
    const made = drawn(doc, [change("a", 0, 17, 6, "Tuesday"), change("b", 1, 0, 0, "Yet ")], null);
    expect(made.map((d) => [d.from, d.to])).toEqual([[18, 24], [24, 24], [29, 29]]);
    expect(doc.textBetween(18, 24)).toBe("Monday");
  });
  it("draws two hundred at most, and nothing where the block is not", () => {
    expect(drawn(doc, Array.from({ length: 500 }, (_, n) => change(String(n), 0, 0, 3, "x")), null)).toHaveLength(200);
    expect(drawn(doc, [change("a", 9, 0, 3, "x")], null)).toEqual([]);
  });
  it("is no part of the document", () => {
    const state = EditorState.create({ doc, plugins: [proposedMarks(() => undefined)] });
    expect(state.doc.eq(doc)).toBe(true);
  });
});
