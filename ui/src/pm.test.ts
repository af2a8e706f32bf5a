import { expect, it } from "vitest";
import { figures, inlineDoc, plain } from "./pm";
import type { PmDoc } from "./wire";

const body: PmDoc = {
  type: "doc",
  content: [
    { type: "paragraph", content: [{ type: "text", text: "The wall " }, { type: "text", text: "fell", marks: [{ type: "em" }] }] },
    { type: "blockquote", content: [{ type: "figure", attrs: { media: "ab", credit: "Jane Doe", alt: "" }, content: [{ type: "text", text: "The wall" }] }] },
  ],
};
it("reads the words, a block a line", () => {
  expect(plain(body)).toBe("The wall fell\nThe wall");
});
it("finds pictures wherever they stand", () => {
  expect(figures(body)).toEqual([{ media: "ab", caption: "The wall", credit: "Jane Doe", alt: "" }]);
});
it("makes no empty text node, which no schema allows", () => {
  expect(inlineDoc("")).toEqual({ type: "doc", content: [] });
});
