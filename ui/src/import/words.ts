// What the import says of itself.
import type { ImportOutcome, ImportState } from "../wire";
import { count } from "../words";

/** The part that is done, 0 to 1; null where nothing is known yet. */
export const part = (s: Pick<ImportState, "done" | "of">): number | null => (s.of > 0 ? Math.min(1, s.done / s.of) : null);

/** How long it may still take, by what it has taken; empty while that would be a guess. */
export function timeLeft(done: number | null, sinceMs: number): string {
  if (done === null || done < 0.03 || sinceMs < 2000) return "";
  const seconds = (sinceMs * (1 - done)) / done / 1000;
  if (seconds < 5) return "a few seconds left";
  if (seconds < 55) return `about ${String(Math.ceil(seconds / 5) * 5)} seconds left`;
  const minutes = Math.round(seconds / 60);
  return minutes <= 1 ? "about a minute left" : `about ${String(minutes)} minutes left`;
}

/** What came of it, in one sentence. */
export function summary(o: ImportOutcome): string {
  const parts: string[] = [];
  if (o.stories > 0) parts.push(`${count(o.stories, "story", "stories")} came in`);
  if (o.alreadyHere > 0) parts.push(`${count(o.alreadyHere, "story", "stories")} ${o.alreadyHere === 1 ? "was" : "were"} here already`);
  if (o.faultCount > 0) parts.push(`${String(o.faultCount)} could not be read`);
  const said = parts.length > 0 ? `${parts.join(", ")}.` : "Nothing was there to bring in.";
  return o.stopped ? `Stopped. ${said}` : said;
}
