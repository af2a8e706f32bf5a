// Plain text to paragraphs. A blank line parts paragraphs. Lines that a program wrapped, as in a wire
// or a mail, are joined; any other single line break is the writer's own and stays a break.
import { Fragment, Slice, type Node, type Schema } from "prosemirror-model";

/** Paragraphs, each of its lines. */
export function paragraphsOf(text: string): string[][] {
  return text
    .replace(/\r\n?|\u2028/g, "\n")
    .replace(/\u2029/g, "\n\n")
    .split(/\n[ \t\u00a0]*(?:\n[ \t\u00a0]*)+/)
    .flatMap((block) => joined(block.split("\n").map((line) => line.trim()).filter((line) => line !== "")))
    .filter((lines) => lines.length > 0);
}

/** Joins lines that a program wrapped: each but the last was as full as the longest allows. */
function joined(lines: string[]): string[][] {
  const longest = Math.max(0, ...lines.map(widthOf));
  if (lines.length < 2 || longest < 40 || longest > 130) return [lines];
  const full = (line: string, next: string) => widthOf(line) + 1 + widthOf(next.split(" ")[0] ?? "") > longest;
  const inner = lines.slice(0, -1);
  if (inner.every((line, at) => full(line, lines[at + 1] ?? ""))) return [[merged(lines)]];
  return ragged(lines, longest)?.map((line) => [line]) ?? [lines];
}

/** Letters are about as wide as two of Chinese and Japanese are. */
function widthOf(line: string): number {
  return line.length + (line.match(/[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60]/g)?.length ?? 0);
}

/**
 * Lines of a PDF: set in letters of different width, so that their lengths differ, and paragraphs follow
 * without a blank line. Taken for wrapped where most lines are long and a good part of them stop in the
 * middle of a sentence, or break a word; a short line that ends a sentence then ends a paragraph.
 */
function ragged(lines: string[], longest: number): string[] | null {
  const inner = lines.slice(0, -1);
  const long = inner.filter((line) => widthOf(line) >= longest * 0.75);
  const running = inner.filter((line, at) => /[\p{L}\p{N},-]$/u.test(line) && /^[\p{Ll}\p{Lo}\p{N}]/u.test(lines[at + 1] ?? ""));
  if (lines.length < 3 || longest < 50 || long.length < inner.length * 0.7 || running.length < inner.length * 0.4) return null;
  const paragraphs: string[][] = [[]];
  for (const line of lines) {
    paragraphs.at(-1)?.push(line);
    if (widthOf(line) < longest * 0.75 && /[.!?…:”"’)।۔。]$/.test(line)) paragraphs.push([]);
  }
  return paragraphs.filter((part) => part.length > 0).map(merged);
}

/** One line of several: a word broken at the end of a line is whole again, Chinese takes no space. */
function merged(lines: string[]): string {
  return lines.reduce((text, line) => {
    if (/\p{Ll}[\u00ad\u2010-]$/u.test(text) && /^\p{Ll}/u.test(line)) return broken(text, line);
    const wide = /[\u2e80-\u9fff\uff00-\uff60]$/.test(text) && /^[\u2e80-\u9fff\uff00-\uff60]/.test(line);
    return wide ? text + line : `${text} ${line}`;
  });
}

/** A hyphen at the end of a line goes, but for one of a word that has more of them, such as two-year-old. */
function broken(text: string, line: string): string {
  const before = /\S+$/.exec(text)?.[0] ?? "";
  const after = /^\S+/.exec(line)?.[0] ?? "";
  return /[-\u2010]/.test(before.slice(0, -1)) || /^[^\s-]+-/.test(after) ? text + line : text.slice(0, -1) + line;
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
