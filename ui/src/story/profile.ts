// What a story's content profile says of its fields. Pure: the profiles come from the newsroom.
import { plain } from "../pm";
import type { Field, FieldRule, Profile, StoryDraft } from "../wire";

/** The profile that a story is written to: its own, else that of a news story, else the first. As `profile_of` in the core. */
export const profileOf = (profiles: Profile[], id: string): Profile | undefined => profiles.find((p) => p.id === id) ?? profiles.find((p) => p.id === "news") ?? profiles[0];

export const ruleOf = (profile: Profile | undefined, field: Field): FieldRule =>
  profile?.fields.find((r) => r.field === field) ?? { field, shown: true, required: false, soft: null, hard: null };

/** The rule of a field, read by its name. */
export type Rules = (field: Field) => FieldRule;
export const rulesOf = (profile: Profile | undefined): Rules => (field) => ruleOf(profile, field);

/** Whether a field of the furniture holds words. */
export function holds(draft: StoryDraft, field: Field): boolean {
  switch (field) {
    case "slug": return draft.slug !== "";
    case "eyebrow": return draft.eyebrow !== "";
    case "headline": return draft.headline !== "";
    case "standfirst": return plain(draft.standfirst) !== "";
    case "search-headline": return draft.headlines.search !== "";
    case "social-headline": return draft.headlines.social !== "";
    case "push-headline": return draft.headlines.push !== "";
    case "sms-headline": return draft.headlines.sms !== "";
    case "section": return draft.section !== null;
    case "byline": return draft.bylines.some((b) => b.name !== "" || b.role !== "");
    case "agency": return draft.agency !== "";
    case "dateline": return draft.dateline.place !== "" || draft.dateline.text !== "";
    case "url-slug": return draft.urlSlug !== "";
    case "tags": return draft.tags.length > 0;
    case "lead": case "caption": case "credit": case "alt": return draft.lead !== null;
    case "also-read": return draft.alsoRead.length > 0;
    case "length": return draft.commissionedWords !== null;
    case "body": case "subheads": case "pull-quote": return true;
  }
}

/**
 * Which fields the window shows: those of the profile, and any that holds words, so that nothing
 * is published unseen. A field that was seen stays while the story is open: emptying it must not
 * take it away from under the cursor.
 */
export class Shown {
  #seen = new Set<Field>();

  has(draft: StoryDraft, rules: Rules, field: Field): boolean {
    if (holds(draft, field)) this.#seen.add(field);
    return rules(field).shown || this.#seen.has(field);
  }
}
