// The fields around the body, as pieces to look over; and how each is called aloud.
import type { Piece, StoryDraft } from "../wire";
import { plain } from "../pm";

/** In the order that the story is read; the keys go the same way. */
export const ORDER = [
  "eyebrow", "headline", "standfirst", "agency", "bylines", "dateline", "leadCaption", "leadCredit", "leadAlt", "body",
  "alsoRead", "tags", "urlSlug", "searchHeadline", "socialHeadline", "pushHeadline", "smsHeadline",
] as const;
export type Field = (typeof ORDER)[number];

export const PLACE: Record<Field, string> = {
  eyebrow: "the eyebrow", headline: "the headline", standfirst: "the standfirst", agency: "the agency line", bylines: "a byline", dateline: "the dateline",
  leadCaption: "the caption of the lead picture", leadCredit: "the credit of the lead picture", leadAlt: "the alt text of the lead picture", body: "the body",
  alsoRead: "Also read", tags: "a tag", urlSlug: "the URL slug", searchHeadline: "the search headline", socialHeadline: "the social headline",
  pushHeadline: "the push headline", smsHeadline: "the SMS headline",
};

export type FieldPiece = { field: Field; piece: Piece };

/** Everything that has no editor of its own. The standfirst, the lead's caption and the body do. */
export function furniture(draft: StoryDraft): FieldPiece[] {
  const out: FieldPiece[] = [];
  const add = (field: Field, text: string, kind: string = field, links: Piece["links"] = []) => {
    if (text !== "" || links.length > 0) out.push({ field, piece: { field: kind, text, quoted: false, links } });
  };
  add("eyebrow", draft.eyebrow);
  add("headline", draft.headline);
  add("agency", draft.agency);
  for (const byline of draft.bylines) {
    add("bylines", byline.name);
    add("bylines", byline.role);
  }
  add("dateline", draft.dateline.place);
  add("dateline", draft.dateline.text);
  if (draft.lead) {
    add("leadCredit", draft.lead.credit, "credit");
    add("leadAlt", draft.lead.alt, "alt");
  }
  for (const link of draft.alsoRead) {
    const href = link.to.kind === "story" ? `story:${link.to.value}` : link.to.value;
    add("alsoRead", link.headline, "alsoRead", [{ from: 0, to: link.headline.length, href }]);
  }
  for (const tag of draft.tags) add("tags", tag);
  add("urlSlug", draft.urlSlug);
  add("searchHeadline", draft.headlines.search);
  add("socialHeadline", draft.headlines.social);
  add("pushHeadline", draft.headlines.push);
  add("smsHeadline", draft.headlines.sms);
  return out;
}

/** Words for a screen reader and for a row: where a mark stands. */
export function placeOf(field: Field, media: string | null, kind: string): string {
  if (field === "body" && media !== null) return kind === "alt" || kind === "credit" ? "a picture in the body" : "a caption";
  return PLACE[field];
}

/** Whether the lead picture still needs a caption. */
export const leadWithoutCaption = (draft: StoryDraft): boolean => draft.lead !== null && plain(draft.lead.caption).trim() === "";
