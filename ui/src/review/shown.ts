// What the Review panel shows of what is said, without a browser.
import type { Hunk, Review, ReviewSuggestion, ReviewThread } from "../wire";

/** How many things want somebody: open threads, and open suggestions. */
export const wanting = (review: Review): number => review.threads.filter((t) => t.resolvedAt === null).length + review.suggestions.length;

/** The threads in the order of the page, the settled ones apart. */
export function parted(threads: ReviewThread[]): { open: ReviewThread[]; settled: ReviewThread[] } {
  return { open: threads.filter((t) => t.resolvedAt === null), settled: threads.filter((t) => t.resolvedAt !== null) };
}

const KEPT = 70;

/** The changed words with a little of what stands around them. */
export function clipped(hunks: Hunk[]): Hunk[] {
  return hunks.map((hunk, i) => {
    if (hunk.kind !== "same") return hunk;
    const letters = Array.from(hunk.text);
    const [first, last] = [i === 0, i === hunks.length - 1];
    const room = first || last ? KEPT : 2 * KEPT;
    if (letters.length <= room + 10) return hunk;
    const head = first ? "" : letters.slice(0, KEPT).join("").replace(/\s*\S*$/, "");
    const tail = last ? "" : letters.slice(-KEPT).join("").replace(/^\S*\s*/, "");
    return { kind: "same", text: `${head}${head ? " " : ""}…${tail ? " " : ""}${tail}` };
  });
}

/** The places of the changes that can be taken. */
export const open = (suggestion: ReviewSuggestion): number[] => suggestion.changes.flatMap((c, i) => (c.standing === "open" ? [i] : []));

/** Who said it, as shown. */
export const who = (author: string): string => author || "No name";

const FIELDS: Record<string, string> = { headline: "Headline", standfirst: "Standfirst" };
/** The field of a thread where it is not the body. */
export const fieldOf = (thread: ReviewThread): string => FIELDS[thread.field] ?? "";
