import { expect, test } from "vitest";
import { typed } from "./quotes";

/** What a person sees who types this, key by key. */
function type(language: string, keys: string, ruled = false): string {
  let text = "";
  for (const sign of keys) {
    const made = typed(language, text, sign, ruled);
    text = made ? text.slice(0, text.length - made.back) + made.put : text + sign;
  }
  return text;
}

test.each([
  ["en", `"No," she said. "It's over."`, "“No,” she said. “It’s over.”"],
  ["en-GB", `'No,' she said, 'it is "over".'`, "‘No,’ she said, ‘it is “over”.’"],
  ["en", `("yes")`, "(“yes”)"],
  ["en", `"'Never,' he said"`, "“‘Never,’ he said”"],
  ["en", `"But I--" "Go on."`, "“But I–” “Go on.”"],
  ["hi", `"हम नदी को बचाएँगे"`, "“हम नदी को बचाएँगे”"],
  ["pt-BR", `"Acabou"`, "“Acabou”"],
  ["de", `"Nein", sagte sie. 'Gut'`, "„Nein“, sagte sie. ‚Gut‘"],
  ["de", `"Wie geht's?"`, "„Wie geht’s?“"],
  ["de", `'Mir geht's gut'`, "‚Mir geht’s gut‘"],
  ["de-CH", `"Nein"`, "«Nein»"],
  ["fr", `"Non", dit-elle. C'est fini`, "«\u202fNon\u202f», dit-elle. C’est fini"],
  ["fr", `" Non "`, "«\u202fNon\u202f»"],
  ["fr-CH", `"Non"`, "«Non»"],
  ["es", `"No", dijo`, "«No», dijo"],
  ["it", `"No" all'alba`, "«No» all’alba"],
  ["pt-PT", `"Não"`, "«Não»"],
  ["ru", `"Нет", сказала она`, "«Нет», сказала она"],
  ["uk", `"Ні"`, "«Ні»"],
  ["pl", `"Nie"`, "„Nie”"],
  ["hu", `"Nem"`, "„Nem”"],
  ["cs", `"Ne"`, "„Ne“"],
  ["sv", `"Nej", sa hon`, "”Nej”, sa hon"],
  ["fi", `"Ei"`, "”Ei”"],
  ["nb", `"Nei"`, "«Nei»"],
  ["nl", `"Nee"`, "“Nee”"],
  ["tr", `"Hayır"`, "“Hayır”"],
])("quotation marks in %s: %s", (language, keys, seen) => {
  expect(type(language, keys)).toBe(seen);
});

test.each(["ur", "ar", "fa", "he", "zh", "ja", "", "xx"])("in “%s” quotation marks are meant as they are typed", (language) => {
  expect(type(language, `"a" 'b'`)).toBe(`"a" 'b'`);
});

test.each([
  ["it's the '90s", "it’s the ’90s"],
  ["'90 people' came", "‘90 people’ came"],
  ["'tis late, get 'em now", "’tis late, get ’em now"],
  ["1990's", "1990’s"],
  ["the Raos' house", "the Raos’ house"],
  ["rock 'n' roll", "rock ’n’ roll"],
])("an apostrophe is one: %s", (keys, seen) => {
  expect(type("en", keys)).toBe(seen);
});

test("after a figure a mark is feet and inches, unless it closes a quotation", () => {
  expect(type("en", `6'2" tall, a 15" screen`)).toBe(`6'2" tall, a 15" screen`);
  expect(type("en", `"aged 15" she said`)).toBe("“aged 15” she said");
});

test("hyphens become dashes and points an ellipsis, in every script that has them", () => {
  for (const language of ["en", "ru", "hi", "ur"]) {
    expect(type(language, "a -- b---c...")).toBe("a – b—c…");
    expect(type(language, "wait....")).toBe("wait….");
  }
  expect(type("zh", "a--b...")).toBe("a--b...");
});

test("three hyphens alone wait where they make a rule, and two before a space are a dash", () => {
  expect(type("en", "---", true)).toBe("---");
  expect(type("es", "-- Hola", true)).toBe("– Hola");
  expect(type("en", "---", false)).toBe("—");
});

test("addresses, tags and formulas stay as they are typed", () => {
  for (const keys of [`<a href="x">`, "https://calder.example/a--b...c", `x="1"`, "`a--b`", "www.calder.example/a--b"]) expect(type("en", keys)).toBe(keys);
});

test("what was taken back is not changed again by the next sign", () => {
  for (const [kept, next] of [[`"`, "a"], ["--", "-"], ["–-", "-"], ["...", "."], [`said "`, "x"], ["x--", " "]] as const) expect(typed("en", kept, next), `${kept} ${next}`).toBeNull();
});
