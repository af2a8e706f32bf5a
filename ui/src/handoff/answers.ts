// The questions of a merge and their answers, without a browser.
import type { Choice, Hunk, Met } from "../wire";

export type Answers = readonly (Choice | null)[];

/** A change with its number among the questions; null: it is none. */
export type Shown = { met: Met; question: number | null };

/** All that changed, each question with its number. */
export function numbered(met: readonly Met[]): Shown[] {
  let next = 0;
  return met.map((m) => ({ met: m, question: m.outcome === "asked" ? next++ : null }));
}

export const answered = (answers: Answers): number => answers.filter((a) => a !== null).length;

/** The answers, where each question has one. */
export function complete(answers: Answers): Choice[] | null {
  const all = answers.filter((a) => a !== null);
  return all.length === answers.length ? all : null;
}

/** The question to go to after one: the next without an answer, around the end; null: every one has one. */
export function nextOpen(answers: Answers, after: number): number | null {
  for (let step = 1; step <= answers.length; step += 1) {
    const at = (after + step) % answers.length;
    if (answers[at] === null) return at;
  }
  return null;
}

/** What a key answers; null: nothing. */
export function choiceOf(key: string, canBeBoth: boolean): Choice | null {
  if (key === "ArrowLeft") return "ours";
  if (key === "ArrowRight") return "theirs";
  return key.toLowerCase() === "b" && canBeBoth ? "both" : null;
}

/** Who sent it, as shown. */
export const sender = (sentBy: string): string => sentBy || "the other newsroom";

/** Where a change was made, in words. */
export function where(met: Met, sentBy: string): string {
  switch (met.outcome) {
    case "taken-ours": return "Changed here";
    case "taken-theirs": return `Changed by ${sender(sentBy)}`;
    case "taken-both": return "Changed by both, in the same way or in sentences apart";
    default: return "Changed by both: choose";
  }
}

const KEPT = 60;

/** The changed words with a little of what stands around them. */
export function clipped(hunks: readonly Hunk[]): Hunk[] {
  return hunks.map((hunk, i) => {
    const letters = Array.from(hunk.text);
    const [first, last] = [i === 0, i === hunks.length - 1];
    if (hunk.kind !== "same" || letters.length <= (first || last ? KEPT : 2 * KEPT) + 10) return hunk;
    const head = first ? "" : letters.slice(0, KEPT).join("").replace(/\s*\S*$/, " ");
    const tail = last ? "" : letters.slice(-KEPT).join("").replace(/^\S*\s*/, " ");
    return { kind: "same", text: `${head}…${tail}` };
  });
}
