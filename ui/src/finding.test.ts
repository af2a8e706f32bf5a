import { expect, it } from "vitest";
import { MOST_MARKS, near } from "./finding.svelte";

const hits = Array.from({ length: 1000 }, (_, n) => n);

it("marks every hit of few", () => {
  expect(near([1, 2, 3], 2)).toEqual({ shown: [1, 2, 3], first: 0 });
});

it("marks of many only those around the one looked at", () => {
  for (const at of [0, 5, 500, 999]) {
    const { shown, first } = near(hits, at);
    expect(shown).toHaveLength(MOST_MARKS);
    expect(shown[at - first], "the one looked at is among them").toBe(at);
  }
});
