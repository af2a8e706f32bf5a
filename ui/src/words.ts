// The newsroom's words for what the core names in kebab case.
import type { Field, Seen, Stage } from "./wire";

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
