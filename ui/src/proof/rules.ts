// House rules as the window edits them.
import type { StyleRule } from "../wire";

export const empty = (): StyleRule => ({
  id: "", find: [], pattern: "", suggest: [], why: "", wrong: "", right: "", language: "en", inQuotes: false, exactCase: false, fields: [], line: 0,
});

/** The rules with these words anywhere in them. */
export function matching(rules: StyleRule[], search: string): StyleRule[] {
  const words = search.toLowerCase().split(/\s+/).filter((w) => w !== "");
  return rules.filter((r) => {
    const all = [r.id, ...r.find, r.pattern, ...r.suggest, r.why, r.wrong, r.right].join(" ").toLowerCase();
    return words.every((w) => all.includes(w));
  });
}

/** Several forms in one field are parted by an upright line, as in the file. */
export const listOf = (text: string): string[] => text.split("|").map((part) => part.trim()).filter((part) => part !== "");

/** A text cut at its marks, to show what a rule finds. */
export function cut(text: string, marks: { from: number; to: number }[]): { text: string; marked: boolean }[] {
  const out: { text: string; marked: boolean }[] = [];
  let at = 0;
  for (const { from, to } of marks) {
    if (from > at) out.push({ text: text.slice(at, from), marked: false });
    out.push({ text: text.slice(from, to), marked: true });
    at = to;
  }
  if (at < text.length) out.push({ text: text.slice(at), marked: false });
  return out;
}
