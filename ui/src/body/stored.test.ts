import { expect, test } from "vitest";
import type { PmDoc, PmNode } from "../wire";
import { inlineSchema, schema } from "./schema";
import { docFrom, jsonOf } from "./stored";

const words = (text: string): PmNode => ({ type: "text", text });
const par = (text: string): PmNode => ({ type: "paragraph", content: [words(text)] });

const everything: PmDoc = {
  type: "doc",
  content: [
    { type: "heading", attrs: { level: 3 }, content: [words("“Nobody rang us”")] },
    {
      type: "paragraph",
      content: [
        { type: "text", text: "Calder", marks: [{ type: "link", attrs: { href: "https://example.org/" } }, { type: "em" }, { type: "strong" }] },
        { type: "hard_break" },
        words("wall"),
      ],
    },
    { type: "blockquote", content: [par("A quote")] },
    { type: "bullet_list", content: [{ type: "list_item", content: [par("one"), { type: "ordered_list", attrs: { order: 4 }, content: [{ type: "list_item", content: [par("four")] }] }] }] },
    { type: "horizontal_rule" },
    { type: "pullquote", attrs: { cite: "Elena Petrova" }, content: [words("Months, not years")] },
    { type: "figure", attrs: { media: "ab".repeat(32), alt: "A wall", credit: "Jane Doe" }, content: [words("The wall on Monday")] },
    { type: "embed", attrs: { url: "https://example.org/v", title: "Film of the wall" } },
    { type: "related", attrs: { to: "https://example.org/s", headline: "Earlier" } },
    {
      type: "table",
      content: [
        { type: "table_row", content: [{ type: "table_header", content: [words("Ward")] }, { type: "table_header" }] },
        { type: "table_row", content: [{ type: "table_cell", content: [words("East")] }, { type: "table_cell", content: [words("12")] }] },
      ],
    },
  ],
};

test("every node and mark comes back as it was stored", () => {
  expect(jsonOf(docFrom(schema, everything))).toEqual(everything);
});

test("an empty body opens as one empty paragraph", () => {
  expect(jsonOf(docFrom(schema, { type: "doc", content: [] }))).toEqual({ type: "doc", content: [{ type: "paragraph" }] });
});

test("a list item that starts with a list gets the paragraph it needs", () => {
  const list = (inner: PmNode): PmNode => ({ type: "bullet_list", content: [{ type: "list_item", content: [inner] }] });
  const doc = docFrom(schema, { type: "doc", content: [list(list(par("deep")))] });
  expect(doc.textContent).toBe("deep");
  expect(() => { doc.check(); }).not.toThrow();
});

test("a node that the window does not know is an error, not a loss", () => {
  expect(() => docFrom(schema, { type: "doc", content: [{ type: "carousel" }] })).toThrow(/carousel/);
});

test("one line of rich text comes back as it was stored", () => {
  const line: PmDoc = { type: "doc", content: [words("A "), { type: "text", text: "survey", marks: [{ type: "em" }] }] };
  expect(jsonOf(docFrom(inlineSchema, line))).toEqual(line);
  expect(jsonOf(docFrom(inlineSchema, { type: "doc", content: [] }))).toEqual({ type: "doc", content: [] });
});
