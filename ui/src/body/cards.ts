// Between the box where a card is written and the card in the body.
import type { Node } from "prosemirror-model";
import { untracked } from "./embeds";
import { hrefFromTyped, isStoryId } from "./links";
import { attr, schema } from "./schema";

/** A card as it is being written: `to` as typed or chosen. */
export type CardDraft = { kind: "embed" | "related"; to: string; words: string };

/** The card that was written, or the sentence that says what it lacks. */
export function cardFrom(draft: CardDraft): CardDraft | { sentence: string } {
  const href = hrefFromTyped(draft.to);
  const words = draft.words.trim();
  const web = href !== null && /^https?:/.test(href);
  if (draft.kind === "embed") return web ? { kind: "embed", to: untracked(href), words } : { sentence: "The card needs a web address, such as example.org/film." };
  if (href?.startsWith("story:")) return words ? { kind: "related", to: href.slice(6), words } : { sentence: "The link needs a headline." };
  if (!web) return { sentence: "Choose one of our stories, or type a web address." };
  return words ? { kind: "related", to: href, words } : { sentence: "The link needs a headline." };
}

/** The card as a block. */
export function nodeOfCard(card: CardDraft): Node {
  return card.kind === "embed"
    ? schema.nodes.embed.create({ url: card.to, title: card.words })
    : schema.nodes.related.create({ to: card.to, headline: card.words });
}

/** A block as a card to write on. */
export function cardOfNode(node: Node): CardDraft | null {
  if (node.type === schema.nodes.embed) return { kind: "embed", to: attr(node, "url"), words: attr(node, "title") };
  if (node.type !== schema.nodes.related) return null;
  const to = attr(node, "to");
  return { kind: "related", to: isStoryId(to) ? `story:${to}` : to, words: attr(node, "headline") };
}
