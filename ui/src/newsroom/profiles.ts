// Editing the content profiles: each act gives a new list and leaves the old one as it was.
import type { Field, FieldRule, Profile } from "../wire";
import { FIELDS } from "../words";

/** A name that no profile has: the words, else the words with a number. */
export function freeName(profiles: Profile[], words: string): string {
  const taken = new Set(profiles.map((p) => p.name.toLowerCase()));
  if (!taken.has(words.toLowerCase())) return words;
  let n = 2;
  while (taken.has(`${words} ${String(n)}`.toLowerCase())) n += 1;
  return `${words} ${String(n)}`;
}

/** Fields that every story must have: no profile can hide them or do without. */
export const ALWAYS: Field[] = ["headline", "body"];
/** Fields where there is nothing to require: parts of a body, which may have none. */
export const NEVER_REQUIRED: Field[] = ["subheads", "pull-quote"];
/** Fields that no profile can hide: always needed, or shown wherever a picture is, or to be in reach when the made one cannot stand. */
export const ALWAYS_SHOWN: Field[] = ["headline", "body", "url-slug", "caption", "credit", "alt"];

const plainRule = (field: Field): FieldRule => ({ field, shown: true, required: ALWAYS.includes(field), soft: null, hard: null });

export function added(profiles: Profile[]): Profile[] {
  const fields = (Object.keys(FIELDS) as Field[]).map(plainRule);
  return [...profiles, { id: "", name: freeName(profiles, "New profile"), bandWords: 50, stories: 0, fields }];
}

export function duplicated(profiles: Profile[], at: number): Profile[] {
  const from = profiles[at];
  if (!from) return profiles;
  const copy = { ...from, id: "", name: freeName(profiles, `${from.name} copy`), stories: 0, fields: from.fields.map((r) => ({ ...r })) };
  return profiles.toSpliced(at + 1, 0, copy);
}

export function moved(profiles: Profile[], at: number, by: number): Profile[] {
  const from = profiles[at];
  if (!from || at + by < 0 || at + by >= profiles.length) return profiles;
  return profiles.toSpliced(at, 1).toSpliced(at + by, 0, from);
}

/** The last one stays: a newsroom needs a profile. */
export const removed = (profiles: Profile[], at: number): Profile[] => (profiles.length < 2 ? profiles : profiles.toSpliced(at, 1));

/** What is asked before one goes that stories are written to; empty where none are. */
export function removalSays(profiles: Profile[], at: number): string {
  const gone = profiles[at];
  const left = profiles.filter((_, i) => i !== at);
  const first = left.find((p) => p.id === "news") ?? left[0];
  if (!gone || !first || gone.stories === 0) return "";
  return `${gone.stories === 1 ? "One story is" : `${gone.stories.toLocaleString("en-GB")} stories are`} written to ${gone.name}. Without it ${gone.stories === 1 ? "it becomes" : "they become"} ${first.name}; no word is lost.`;
}

export const put = (profiles: Profile[], at: number, change: Partial<Profile>): Profile[] => profiles.map((p, i) => (i === at ? { ...p, ...change } : p));

/** What must be filled can be seen; what is hidden need not be filled. */
export function ruled(profiles: Profile[], at: number, field: Field, change: Partial<FieldRule>): Profile[] {
  const next = (rule: FieldRule): FieldRule => {
    const made = { ...rule, ...change };
    if (change.required) made.shown = true;
    if (change.shown === false) made.required = false;
    return made;
  };
  return profiles.map((p, i) => (i === at ? { ...p, fields: p.fields.map((r) => (r.field === field ? next(r) : r)) } : p));
}

/** A limit as typed: digits, or none. */
export function limitOf(text: string): number | null {
  const n = Number.parseInt(text.replace(/\D/g, ""), 10);
  return n > 0 ? Math.min(n, 1_000_000) : null;
}

/** Whether a rule's limits contradict each other. */
export const upsideDown = (rule: FieldRule): boolean => rule.soft !== null && rule.hard !== null && rule.hard < rule.soft;
