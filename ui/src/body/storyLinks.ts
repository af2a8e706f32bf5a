// What is said of a story that a link leads to.
import type { Seen, StoryLink } from "../wire";
import { SEEN } from "../words";

const seenByReaders = (seen: Seen) => seen === "live" || seen === "live-with-changes";

/** Slug, day and whether readers can see it; a link to what they cannot see leads nowhere yet. */
export function standing(story: StoryLink, locale = "en-GB"): { note: string; unseen: boolean } {
  const unseen = !seenByReaders(story.seen);
  const day = new Date(story.changedAt).toLocaleDateString(locale, { day: "numeric", month: "short", year: "numeric" });
  const seen = story.seen === "live-with-changes" ? SEEN.live : SEEN[story.seen];
  return { note: [story.slug, day, `${unseen ? "▲ " : "● "}${seen}`].filter((part) => part !== "").join(" · "), unseen };
}

/** What a screen reader hears after linking. */
export const linkedSaid = (unseen: boolean): string => (unseen ? "Linked. Readers cannot see that story yet." : "Linked.");
