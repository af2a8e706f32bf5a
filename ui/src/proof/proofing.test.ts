import { describe, expect, test } from "vitest";
import type { Mark, StoryDraft } from "../wire";
import { furniture } from "./fields";
import { Proofing, type Spotted, type Surface } from "./proofing.svelte";
import { cut, listOf, matching, empty } from "./rules";
import { askedAloud } from "./words";

const mark = (kind: Mark["kind"], words: string, from = 0): Mark => ({ from, to: from + words.length, kind, rule: kind, words, why: "Why.", suggestions: [] });

function surface(marks: [number, Mark][], cursor: { pos: number; covers: boolean } | null = null): Surface {
  const spots: Spotted[] = marks.map(([pos, m]) => ({ mark: m, media: null, pos, end: pos + m.words.length, inText: true }));
  return { spots: () => spots, cursor: () => cursor, select: () => undefined, focus: () => undefined, take: () => true, box: () => null, again: () => undefined };
}

function proofing(): Proofing {
  const p = new Proofing("s");
  p.surface("body", surface([[5, mark("fill-in", "TK")], [40, mark("spelling", "quikly")]]));
  p.surface("standfirst", surface([[3, mark("fill-in", "XX")]]));
  p.gather();
  return p;
}

describe("from mark to mark", () => {
  test("the order is that of the story, whatever was looked at first", () => {
    expect(proofing().found.map((f) => `${f.field} ${f.mark.words}`)).toEqual(["standfirst XX", "body TK", "body quikly"]);
    expect(proofing().toFillIn).toBe(2);
  });

  test("it says what and where, goes to the next and wraps round", () => {
    const p = proofing();
    expect(p.next(1, "fill-in", null)?.mark.words).toBe("XX");
    expect(p.said).toBe("XX in the standfirst, 1 of 2");
    expect(p.next(1, "fill-in", { field: "standfirst", pos: 3, covers: true })?.mark.words).toBe("TK");
    expect(p.said).toBe("TK in the body, 2 of 2");
    expect(p.next(1, "fill-in", { field: "body", pos: 5, covers: true })?.mark.words).toBe("XX");
  });

  test("from the cursor, a mark right behind it is the next one", () => {
    expect(proofing().next(1, null, { field: "body", pos: 5, covers: false })?.mark.words).toBe("TK");
    expect(proofing().next(-1, null, { field: "body", pos: 5, covers: true })?.mark.words).toBe("XX");
    expect(proofing().next(-1, null, { field: "eyebrow", pos: 0, covers: false })?.mark.words).toBe("quikly");
  });

  test("where nothing is left it says so", () => {
    const p = new Proofing("s");
    expect(p.next(1, "fill-in", null)).toBeNull();
    expect(p.said).toBe("Nothing left to fill in.");
  });
});

test("every field without an editor of its own goes out, with the links it holds", () => {
  const doc = { type: "doc" as const, content: [] };
  const draft = {
    eyebrow: "e", headline: "h", headlines: { search: "1", social: "2", push: "3", sms: "4" }, agency: "a", bylines: [{ name: "n", role: "" }],
    dateline: { place: "p", text: "" }, lead: { media: "m", caption: doc, credit: "c", alt: "t" }, alsoRead: [{ headline: "", to: { kind: "story", value: "0190" } }],
    tags: ["x"], urlSlug: "u", standfirst: doc, body: doc,
  } as unknown as StoryDraft;
  expect(furniture(draft).map((f) => `${f.field}=${f.piece.text || (f.piece.links[0]?.href ?? "")}`)).toEqual([
    "eyebrow=e", "headline=h", "agency=a", "bylines=n", "dateline=p", "leadCredit=c", "leadAlt=t", "alsoRead=story:0190", "tags=x", "urlSlug=u",
    "searchHeadline=1", "socialHeadline=2", "pushHeadline=3", "smsHeadline=4",
  ]);
});

test("a mark is said aloud with what can be chosen", () => {
  expect(askedAloud(mark("spelling", "recieve"), ["receive"])).toBe("Spelling: “recieve”. Suggestions: receive. Enter to choose.");
});

test("rules are found by any of their words, and their forms are parted by a line", () => {
  const rules = [{ ...empty(), id: "amongst", find: ["amongst"], why: "Shorter." }, { ...empty(), id: "pc", pattern: "percent", suggest: ["%"] }];
  expect(matching(rules, "short AMONG").map((r) => r.id)).toEqual(["amongst"]);
  expect(matching(rules, "%").map((r) => r.id)).toEqual(["pc"]);
  expect(listOf(" a | |b c ")).toEqual(["a", "b c"]);
  expect(cut("one two", [{ from: 4, to: 7 }])).toEqual([{ text: "one ", marked: false }, { text: "two", marked: true }]);
});
