import { describe, expect, it } from "vitest";
import { flagsOf, lengthOf, seenOf } from "../words";
import { NOTHING_ASKED, isFiltered, sorted } from "./columns";
import { NONE, all, still, stretched, toggled } from "./picking";
import type { DeskRow } from "../wire";

const rows = ["a", "b", "c", "d"].map((id) => ({ id }));
const row = { legal: "no", pictures: "no", embargo: false, embargoAt: null, killed: false, hold: false, notForPublication: false, sensitive: false, damaged: false, seen: "live", corrected: false, scheduleAt: null, words: 120, commissionedWords: null } as unknown as DeskRow;

describe("picking rows", () => {
  it("takes a row in and out", () => {
    const one = toggled(NONE, rows, 1);
    expect([...one.ids]).toEqual(["b"]);
    expect([...toggled(one, rows, 1).ids]).toEqual([]);
    expect(toggled(NONE, rows, 9)).toBe(NONE);
  });
  it("stretches both ways from where it began", () => {
    expect([...stretched(rows, 2, 1).ids]).toEqual(["b", "c"]);
    expect([...stretched(rows, 1, 3).ids]).toEqual(["b", "c", "d"]);
  });
  it("moves no row that has left the list", () => {
    expect(still(all(rows), rows.slice(2))).toEqual(["c", "d"]);
  });
});

describe("what a row says", () => {
  it("names flags, the gravest first, and an embargo that is over", () => {
    const flags = flagsOf({ ...row, legal: "needed", hold: true, embargo: true, embargoAt: 5 }, 6).map((f) => f.words);
    expect(flags).toEqual(["Needs legal", "Hold", "Embargo over"]);
    expect(flagsOf({ ...row, embargo: true, embargoAt: 7 }, 6).map((f) => f.words)).toEqual(["Embargo"]);
  });
  it("says what readers see, and how long it is", () => {
    expect(seenOf({ ...row, corrected: true })).toBe("Live, corrected");
    expect(seenOf({ ...row, seen: "not-published", scheduleAt: 9 })).toBe("Scheduled");
    expect(lengthOf({ ...row, commissionedWords: 300 })).toBe("120/300");
  });
  it("turns the order round by the same column, and knows a filter", () => {
    const by = sorted(NOTHING_ASKED, "slug");
    expect([by.sort, by.reversed, sorted(by, "slug").reversed, sorted(by, "length").reversed]).toEqual(["slug", false, true, false]);
    expect([isFiltered(by), isFiltered({ ...by, held: true })]).toEqual([false, true]);
  });
});
