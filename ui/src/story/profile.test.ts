import { expect, it } from "vitest";
import type { Field, Profile, StoryDraft } from "../wire";
import { profileOf, rulesOf, Shown } from "./profile";

const profile = (id: string, hidden: Field[]): Profile => ({
  id, name: id, bandWords: 50, stories: 0, fields: hidden.map((field) => ({ field, shown: false, required: false, soft: null, hard: null })),
});
const draft = (eyebrow: string) => ({ eyebrow, tags: [], standfirst: { type: "doc", content: [] } }) as unknown as StoryDraft;
const news = profile("news", []);
const brief = profile("brief", ["eyebrow", "standfirst"]);

it("takes the news story's profile where the story's own is gone, and the first where that is gone too", () => {
  expect(profileOf([brief, news], "brief")).toBe(brief);
  expect(profileOf([brief, news], "")).toBe(news);
  expect(profileOf([brief, news], "gone")).toBe(news);
  expect(profileOf([brief], "")).toBe(brief);
});

it("shows a hidden field that holds words, and leaves it there once it was seen", () => {
  const shown = new Shown();
  const rules = rulesOf(brief);
  expect(shown.has(draft(""), rules, "eyebrow")).toBe(false);
  expect(shown.has(draft("Comment"), rules, "eyebrow"), "nothing is published unseen").toBe(true);
  expect(shown.has(draft(""), rules, "eyebrow"), "it does not go from under the cursor").toBe(true);
  expect(shown.has(draft(""), rules, "standfirst")).toBe(false);
  expect(shown.has(draft(""), rules, "tags"), "a field the profile says nothing of").toBe(true);
});
