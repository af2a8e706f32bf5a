// The columns of the wide desk list, the quick filters, and how both are said.
import type { DeskAsk, DeskDeadline, DeskRow, DeskSort, DeskState } from "../wire";
import { SEEN } from "../words";

export type Column = { sort: DeskSort; label: string; /** A track of the grid. */ wide: string };

export const COLUMNS: Column[] = [
  { sort: "priority", label: "Pri", wide: "2.75rem" },
  { sort: "slug", label: "Slug", wide: "minmax(6rem, 1fr)" },
  { sort: "headline", label: "Headline", wide: "minmax(10rem, 3fr)" },
  { sort: "byline", label: "Byline", wide: "minmax(5rem, 1fr)" },
  { sort: "stage", label: "Stage", wide: "5rem" },
  { sort: "flags", label: "Flags", wide: "minmax(5rem, 1fr)" },
  { sort: "length", label: "Length", wide: "5rem" },
  { sort: "deadline", label: "Deadline", wide: "6.5rem" },
  { sort: "assigned", label: "Assigned to", wide: "minmax(5rem, 1fr)" },
  { sort: "picture", label: "Pic", wide: "2.75rem" },
  { sort: "seen", label: "Published", wide: "minmax(5.5rem, 1fr)" },
  { sort: "changed", label: "Changed", wide: "minmax(6rem, 1fr)" },
];

export const TRACKS = `2.25rem ${COLUMNS.map((c) => c.wide).join(" ")}`;

export const NOTHING_ASKED: DeskAsk = { view: "desk", find: "", sort: "changed", reversed: false, mine: false, deadline: null, stages: [], states: [], picture: false, legal: false, held: false };

/** The question with this column as its order; the same column again turns it round. */
export function sorted(ask: DeskAsk, sort: DeskSort): DeskAsk {
  return { ...ask, sort, reversed: ask.sort === sort ? !ask.reversed : false };
}

export const DEADLINES: { id: DeskDeadline; label: string }[] = [
  { id: "over", label: "Deadline over" },
  { id: "today", label: "Due today" },
  { id: "tomorrow", label: "Due tomorrow" },
  { id: "weekend", label: "Due this weekend" },
];

export const STATES: { id: DeskState; label: string }[] = [
  { id: "not-published", label: "Not published" },
  { id: "scheduled", label: "Scheduled" },
  { id: "live", label: "Live" },
  { id: "live-with-changes", label: "Live, changes not sent" },
  { id: "taken-down", label: "Taken down" },
];

/** What stands in the way of a story, the gravest first: each a sign and its words. */
export function flagsOf(row: DeskRow, now: number): { sign: string; words: string }[] {
  const flags: { sign: string; words: string }[] = [];
  if (row.damaged) flags.push({ sign: "▲", words: "Damaged" });
  if (row.killed) flags.push({ sign: "■", words: "Killed" });
  if (row.legal === "needed") flags.push({ sign: "§", words: "Needs legal" });
  if (row.notForPublication) flags.push({ sign: "⊘", words: "Not for publication" });
  if (row.hold) flags.push({ sign: "■", words: "Hold" });
  if (row.embargo) flags.push(row.embargoAt !== null && row.embargoAt <= now ? { sign: "◷", words: "Embargo over" } : { sign: "◷", words: "Embargo" });
  if (row.pictures === "needed") flags.push({ sign: "▣", words: "Needs pictures" });
  if (row.sensitive) flags.push({ sign: "◆", words: "Sensitive" });
  if (row.legal === "approved") flags.push({ sign: "✓", words: "Legal passed" });
  return flags;
}

export const seenOf = (row: DeskRow): string =>
  row.scheduleAt !== null && row.seen !== "live" && row.seen !== "live-with-changes" ? "Scheduled" : row.corrected && row.seen === "live" ? "Live, corrected" : SEEN[row.seen];

export const lengthOf = (row: DeskRow): string => (row.commissionedWords === null ? `${row.words}` : `${row.words}/${row.commissionedWords}`);

/** Whether anything but view, order and words is asked. */
export const isFiltered = (ask: DeskAsk): boolean => ask.mine || ask.deadline !== null || ask.stages.length > 0 || ask.states.length > 0 || ask.picture || ask.legal || ask.held;
