import { describe, expect, it } from "vitest";
import { hitsIn, MOST_HITS, replacementOf, wrongWith, type Sought } from "./hits";

const sought = (text: string, options = ""): Sought => ({ text, matchCase: options.includes("c"), wholeWord: options.includes("w"), pattern: options.includes("p") });
/** The hits with their surroundings in brackets: `a[b]c`. */
const marked = (text: string, what: Sought): string =>
  hitsIn(what, [text]).reduceRight((out, hit) => `${out.slice(0, hit.from)}[${out.slice(hit.from, hit.to)}]${out.slice(hit.to)}`, text);

describe("words", () => {
  it.each([
    ["The ferry, THE FERRY.", "ferry", "", "The [ferry], THE [FERRY]."],
    ["The ferry, THE FERRY.", "ferry", "c", "The [ferry], THE FERRY."],
    ["ΟΔΟΣ and οδος", "οδοσ", "", "[ΟΔΟΣ] and [οδος]"],
    ["ЁЛКА ёлка", "ёлка", "", "[ЁЛКА] [ёлка]"],
    ["(1) costs $5.00 + tax", "$5.00 +", "", "(1) costs [$5.00 +] tax"],
    ["a-b [c] {d} /e/ ^f|g\\h", "[c] {d} /e/ ^f|g\\h", "", "a-b [[c] {d} /e/ ^f|g\\h]"],
    ["🎉 goal 🎉", "🎉", "", "[🎉] goal [🎉]"],
    ["café and cafe\u0301", "café", "", "[café] and [cafe\u0301]"],
    ["café and cafe\u0301", "cafe\u0301", "", "[café] and [cafe\u0301]"],
    ["café, cafe\u0301, cafe", "cafe", "", "café, cafe\u0301, [cafe]"],
    ["रफ़ीक़ और रफ\u093cीक\u093c", "रफ़ीक़", "", "[रफ़ीक़] और [रफ\u093cीक\u093c]"],
    ["Việt Nam", "i", "", "V[i]ệt Nam"],
  ])("in %s finds %s (%s)", (text, words, options, wanted) => {
    expect(marked(text, sought(words, options))).toBe(wanted);
  });

  it("seeks nothing for nothing", () => {
    expect(hitsIn(sought(""), ["abc"])).toEqual([]);
    expect(hitsIn(sought("", "p"), ["abc"])).toEqual([]);
  });
});

describe("whole words", () => {
  it.each([
    ["art, start, art's, Art", "art", "[art], start, [art]'s, [Art]"],
    ["snake_art art2 art-house", "art", "snake_art art2 [art]-house"],
    ["naïve na nave", "na", "naïve [na] nave"],
    // A vowel sign belongs to its letter: \b would cut these words in two.
    ["कल कला कल। सकल", "कल", "[कल] कला [कल]। सकल"],
    ["हिन्दी और हिन्दीभाषी", "हिन्दी", "[हिन्दी] और हिन्दीभाषी"],
    ["شہر شہروں شہر،", "شہر", "[شہر] شہروں [شہر]،"],
    // The zero width non-joiner is inside a word.
    ["می\u200cشود شود", "شود", "می\u200cشود [شود]"],
    ["كتاب الكتاب كتابٌ", "كتاب", "[كتاب] الكتاب كتابٌ"],
    ["我去中国人民大学", "人民", "我去中国[人民]大学"],
  ])("in %s finds %s", (text, words, wanted) => {
    expect(marked(text, sought(words, "w"))).toBe(wanted);
  });
});

describe("patterns", () => {
  it("are JavaScript's, by code point, and ^ and $ are the ends of a block", () => {
    expect(marked("12 Nov and 3 Dec", sought("(\\d+) (\\w+)", "p"))).toBe("[12 Nov] and [3 Dec]");
    expect(marked("🎉x", sought("^.x$", "p"))).toBe("[🎉x]");
    expect(marked("Über über", sought("\\p{Lu}\\S+", "pc"))).toBe("[Über] über");
    expect(marked("line\nbreak", sought("line.break", "p")), "a line break is no letter").toBe("line\nbreak");
  });

  it("that match no letters match nothing", () => {
    expect(hitsIn(sought("x*", "p"), ["abc"])).toEqual([]);
    expect(marked("axxb", sought("x*", "p"))).toBe("a[xx]b");
  });

  it("give their groups to the replacement", () => {
    const what = sought("(?<day>\\d+) (Nov|Dec)(x)?", "p");
    const [hit] = hitsIn(what, ["on 12 Nov"]);
    if (!hit) throw new Error("it is found");
    expect(replacementOf(what, "$2 $1", hit)).toBe("Nov 12");
    expect(replacementOf(what, "$<day>. $$1 [$&] $3 $9 $10 $0", hit)).toBe("12. $1 [12 Nov]  $9 120 $0");
    expect(replacementOf(sought("12"), "$1", hit), "in words it is a dollar").toBe("$1");
  });

  it("that are wrong say so in a sentence", () => {
    expect(wrongWith(sought("(ferry", "p"))).toMatch(/^This is not a pattern yet: .+[^.]\.$/);
    expect(wrongWith(sought("\\p{Nonsense}", "p"))).toMatch(/^This is not a pattern yet: /);
    expect(wrongWith(sought("(ferry"))).toBeNull();
  });
});

it("stops counting where nobody counts on", () => {
  expect(hitsIn(sought("a"), ["a".repeat(MOST_HITS + 50)])).toHaveLength(MOST_HITS);
});
