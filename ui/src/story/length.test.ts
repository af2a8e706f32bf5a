import { expect, it } from "vitest";
import type { Length, Measured } from "../wire";
import { bandOf, lengthSays, Ruler, type Block } from "./length";

it.each([
  [399, "fine"], [400, "near"], [450, "near"], [451, "over"], [500, "over"], [501, "far"],
] as const)("%i words of 450 are %s", (words, band) => {
  expect(bandOf(words, 450, 50)).toBe(band);
});

const none = { soft: null, hard: null };
it.each([
  [412, 450, none, "near", "412/450 words", "38 left"],
  [450, 450, none, "near", "450/450 words", "to length"],
  [1501, 1450, none, "far", "1,501/1,450 words", "51 over"],
  [120, null, { soft: 150, hard: 200 }, null, "120/150 words", ""],
  [162, null, { soft: 150, hard: 200 }, "over", "162/150 words", "12 over"],
  [204, null, { soft: 150, hard: 200 }, "far", "204/200 words", "4 over"],
  [1, null, none, null, "1 word", ""],
] as const)("%i words of %s say so", (words, asked, limits, band, figures, says) => {
  expect(lengthSays(words, asked, 50, limits)).toEqual({ band, figures, says });
});

/** A block of so many words, each "w". */
const block = (words: number): Block => ({ toJSON: () => words });
const asked: [unknown[], number][] = [];
const core = (blocks: unknown[], rest: Length): Promise<Measured> => {
  asked.push([blocks, rest.words]);
  const lengths = blocks.map((b) => ({ words: b as number, cjkWords: 0, cjkCharacters: 0 }));
  const words = lengths.reduce((sum, l) => sum + l.words, rest.words);
  return Promise.resolve({ blocks: lengths, words, readingMinutes: 1 });
};

it("asks about a block once, and again only when it was replaced", async () => {
  const ruler = new Ruler(core);
  const [a, b, c] = [block(10), block(20), block(30)];
  expect((await ruler.measure([a, b])).words).toBe(30);
  expect((await ruler.measure([a, c])).words).toBe(40);
  expect((await ruler.measure([c])).words, "a block that is gone is not counted").toBe(30);
  expect(asked).toEqual([[[10, 20], 0], [[30], 10], [[], 30]]);
});
