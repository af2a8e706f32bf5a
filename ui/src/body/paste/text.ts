// Plain text to paragraphs. A blank line parts paragraphs. Lines that a program wrapped, as in a wire
// or a mail, are joined; any other single line break is the writer's own and stays a break.
import { Fragment, Slice, type Node, type Schema } from "prosemirror-model";

/** Paragraphs, each of its lines. */
export function paragraphsOf(text: string): string[][] {
  return text
    .replace(/\r\n?|\u2028/g, "\n")
    .replace(/\u2029/g, "\n\n")
    .split(/\n[ \t\u00a0]*(?:\n[ \t\u00a0]*)+/)
    .map((block) => joined(block.split("\n").map((line) => line.trim()).filter((line) => line !== "")))
    .filter((lines) => lines.length > 0);
}

/** Joins lines where each but the last was as full as the longest allows. */
function joined(lines: string[]): string[] {
  const longest = Math.max(0, ...lines.map((line) => line.length));
  const wrapped = lines.length > 1 && longest >= 50 && longest <= 100 &&
    lines.slice(0, -1).every((line, at) => line.length + 1 + (lines[at + 1]?.split(" ")[0]?.length ?? 0) > longest);
  return wrapped ? [lines.join(" ")] : lines;
}

/** Plain text as a piece of a body, under the marks at the cursor. */
export function sliceOfText(schema: Schema, text: string, marks: readonly Node["marks"][number][]): Slice {
  const { paragraph, hard_break } = schema.nodes;
  const said = (words: string) => schema.text(words, marks);
  if (!paragraph || !hard_break) {
    const words = text.replace(/\s+/g, " ");
    return words.trim() === "" ? Slice.empty : new Slice(Fragment.from(said(words)), 0, 0);
  }
  const blocks = paragraphsOf(text).map((lines) =>
    paragraph.create(null, lines.flatMap((line, at) => (at ? [hard_break.create(), said(line)] : [said(line)]))));
  if (blocks.length === 0) return text === "" ? Slice.empty : new Slice(Fragment.from(said(text.replace(/\s+/g, " "))), 0, 0);
  if (blocks.length === 1 && !/[\n\r]/.test(text)) return new Slice(Fragment.from(said(text)), 0, 0);
  return new Slice(Fragment.from(blocks), 1, 1);
}
