import { expect, test } from "vitest";
import { cardFrom, cardOfNode, nodeOfCard, type CardDraft } from "./cards";

const id = "0198c0de-0000-7000-8000-00000000abcd";

test.each<[CardDraft, CardDraft]>([
  [{ kind: "embed", to: "example.org/film", words: " Film " }, { kind: "embed", to: "https://example.org/film", words: "Film" }],
  [{ kind: "related", to: `story:${id}`, words: "The wall" }, { kind: "related", to: id, words: "The wall" }],
  [{ kind: "related", to: "example.org/s", words: "Earlier" }, { kind: "related", to: "https://example.org/s", words: "Earlier" }],
])("%j is kept as %j", (draft, kept) => {
  expect(cardFrom(draft)).toEqual(kept);
  expect(cardFrom(cardOfNode(nodeOfCard(kept)) ?? draft)).toEqual(kept);
});

test.each<[CardDraft, string]>([
  [{ kind: "embed", to: "javascript:alert(1)", words: "" }, "The card needs a web address, such as example.org/film."],
  [{ kind: "embed", to: `story:${id}`, words: "" }, "The card needs a web address, such as example.org/film."],
  [{ kind: "related", to: "the wall", words: "x" }, "Choose one of our stories, or type a web address."],
  [{ kind: "related", to: id, words: " " }, "The link needs a headline."],
])("%j is not a card yet", (draft, sentence) => {
  expect(cardFrom(draft)).toEqual({ sentence });
});
