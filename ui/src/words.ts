// The newsroom's words for what the core names in kebab case.
import type { DeskRow, Field, Seen, Stage } from "./wire";

/** The stages by their usual names; what this newsroom calls them is in stages.svelte.ts. */
export const STAGES: { id: Stage; label: string }[] = [
  { id: "pitch", label: "Pitch" },
  { id: "assigned", label: "Assigned" },
  { id: "writing", label: "Writing" },
  { id: "filed", label: "Filed" },
  { id: "desk", label: "Desk" },
  { id: "subs", label: "Subs" },
  { id: "legal", label: "Legal" },
  { id: "ready", label: "Ready" },
];

export const SEEN: Record<Seen, string> = {
  "not-published": "Not published",
  live: "Live",
  "live-with-changes": "Live, changes not sent",
  "taken-down": "Taken down",
};

/** The fields of a story as a content profile lists them, and what their limits count. */
export const FIELDS: Record<Field, { label: string; unit: "characters" | "words" | null }> = {
  slug: { label: "Slug", unit: "characters" },
  eyebrow: { label: "Eyebrow", unit: "characters" },
  headline: { label: "Headline", unit: "characters" },
  standfirst: { label: "Standfirst", unit: "characters" },
  "search-headline": { label: "Search headline", unit: "characters" },
  "social-headline": { label: "Social headline", unit: "characters" },
  "push-headline": { label: "Push headline", unit: "characters" },
  "sms-headline": { label: "SMS headline", unit: "characters" },
  section: { label: "Section", unit: null },
  byline: { label: "Byline", unit: null },
  agency: { label: "Agency", unit: null },
  dateline: { label: "Dateline", unit: null },
  "url-slug": { label: "URL slug", unit: "characters" },
  tags: { label: "Tags", unit: null },
  lead: { label: "Lead picture", unit: null },
  caption: { label: "Captions", unit: "characters" },
  credit: { label: "Credits", unit: "characters" },
  alt: { label: "Alt texts", unit: "characters" },
  "also-read": { label: "Also read", unit: null },
  length: { label: "Commissioned length", unit: null },
  body: { label: "Body", unit: "words" },
  subheads: { label: "Subheads", unit: "characters" },
  "pull-quote": { label: "Pull quotes", unit: "characters" },
};

export const LANGUAGES: { tag: string; label: string }[] = [
  { tag: "en-GB", label: "English (UK)" },
  { tag: "en-US", label: "English (US)" },
  { tag: "en-IN", label: "English (India)" },
  { tag: "hi", label: "Hindi · हिन्दी" },
  { tag: "ur", label: "Urdu · اردو" },
  { tag: "ar", label: "Arabic · العربية" },
  { tag: "fr", label: "French · Français" },
  { tag: "de", label: "German · Deutsch" },
  { tag: "es", label: "Spanish · Español" },
  { tag: "zh", label: "Chinese · 中文" },
];

export const languageName = (tag: string): string => LANGUAGES.find((l) => l.tag === tag)?.label.split(" · ")[0] ?? tag;

/** "3 words", "1 word": `many` where the plural is not just an s. */
export const count = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;

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

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A deadline is near in its last hour: time enough to file, to ask for more, or to give the place to another story. */
const NEAR = HOUR;

/** "25 min", "3 h", "2 days". */
const stretch = (ms: number): string => (ms < HOUR ? `${Math.max(1, Math.floor(ms / MINUTE))} min` : ms < DAY ? `${Math.floor(ms / HOUR)} h` : count(Math.floor(ms / DAY), "day"));

/** What a deadline has to say now; null where it is far, or where the copy is in and it says nothing any more. */
export function deadlineSays(deadlineAt: number | null, toFile: boolean, now: number): { late: boolean; words: string } | null {
  if (deadlineAt === null || !toFile) return null;
  if (deadlineAt <= now) return { late: true, words: now - deadlineAt < MINUTE ? "Due now" : `Late by ${stretch(now - deadlineAt)}` };
  return deadlineAt - now <= NEAR ? { late: false, words: `Due in ${stretch(deadlineAt - now)}` } : null;
}

/** Whole days that a story has left on the spike, the day that has begun counted; null: it never leaves by itself. 0: it has left. */
export const daysOnSpike = (spikedAt: number, days: number, now: number): number | null => (days === 0 ? null : Math.max(0, Math.ceil((spikedAt + days * DAY - now) / DAY)));
