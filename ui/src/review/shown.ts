// What the Review panel shows of what is said, without a browser.
import type { Hunk, Review, ReviewSuggestion, ReviewThread, SuggestedChange } from "../wire";

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

/** Whether a change can be taken into the story as it stands. */
export const canTake = (change: SuggestedChange): boolean => change.standing === "open" && change.decided === null;

/** The changes that nobody has decided about and that the story does not say already. */
export const undecided = (suggestion: ReviewSuggestion): SuggestedChange[] => suggestion.changes.filter((c) => c.decided === null && c.standing !== "there");

/** The words of one side of a change. */
export const wordsOf = (change: SuggestedChange, kind: "added" | "removed"): string =>
  change.words.filter((w) => w.kind === kind).map((w) => w.text).join("");

/** The changes of a suggestion that are shown in the text of a field. */
export const proposedIn = (suggestion: ReviewSuggestion | null, field: string) =>
  (suggestion === null ? [] : undecided(suggestion))
    .filter((c) => c.field === field && c.standing === "open")
    .map((c) => ({ id: c.id, spots: c.spots, added: wordsOf(c, "added"), said: sayChange(c, suggestion?.author ?? "") }));

/** A change as it is said aloud: “deleted alleged, added charged, by Ann”. */
export function sayChange(change: SuggestedChange, author: string): string {
  const bare = (kind: "added" | "removed") => wordsOf(change, kind).replaceAll("¶", " new paragraph ").replace(/\s+/g, " ").trim();
  const [removed, added] = [bare("removed"), bare("added")];
  const what = {
    split: "paragraph split in two",
    joined: "two paragraphs joined",
    form: `changed ${removed || "nothing"} to ${added || "nothing"}`,
    words: [removed && `deleted ${removed}`, added && `added ${added}`].filter(Boolean).join(", ") || "a space changed",
  }[change.kind];
  const where = change.field === "body" ? "" : `${change.label}: `;
  const stands = { open: "", there: ", the story says so already", overtaken: ", these words were changed since", gone: ", text removed" }[change.standing];
  return `${where}${what}, by ${who(author)}${stands}`;
}

/** Who said it, as shown. */
export const who = (author: string): string => author || "No name";

const FIELDS: Record<string, string> = { headline: "Headline", standfirst: "Standfirst" };
/** The field of a thread where it is not the body. */
export const fieldOf = (thread: ReviewThread): string => FIELDS[thread.field] ?? "";

/** A comment in pieces: those that name somebody apart. The longest name that fits is meant. */
export function mentions(text: string, people: string[]): { text: string; name: string | null }[] {
  const names = [...people].sort((a, b) => b.length - a.length);
  const out: { text: string; name: string | null }[] = [];
  let from = 0;
  for (let at = text.indexOf("@"); at !== -1; at = text.indexOf("@", at + 1)) {
    const rest = text.slice(at + 1);
    const name = names.find((n) => rest.toLowerCase().startsWith(n.toLowerCase()) && !/^[\p{L}\p{M}\p{N}]/u.test(rest.slice(n.length)));
    if (name === undefined || /[\p{L}\p{N}.]$/u.test(text.slice(0, at))) continue;
    if (at > from) out.push({ text: text.slice(from, at), name: null });
    out.push({ text: text.slice(at, at + 1 + name.length), name });
    from = at + 1 + name.length;
  }
  if (from < text.length) out.push({ text: text.slice(from), name: null });
  return out;
}

/** Whether a thread names this person. */
export const names = (thread: ReviewThread, person: string, people: string[]): boolean =>
  person !== "" && [thread.first, ...thread.replies].some((r) => mentions(r.text, people).some((m) => m.name === person));

/** The people whose names go on from what is typed after the last @; none where there is no @ to end. */
export function peopleFor(text: string, people: string[]): string[] {
  const typed = /(?:^|[^\p{L}\p{N}.])@([^@\n]*)$/u.exec(text)?.[1];
  if (typed === undefined) return [];
  return people.filter((n) => n.toLowerCase().startsWith(typed.toLowerCase()) && n.length > typed.length).slice(0, 5);
}

/** The text with the name in place of what was typed of it. */
export const withName = (text: string, name: string): string => `${text.slice(0, text.lastIndexOf("@") + 1)}${name} `;
