import { expect, it } from "vitest";
import { stages } from "./stages.svelte";
import { daysOnSpike, deadlineSays } from "./words";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

it("warns of a deadline in its last hour and after it, and says nothing before or once the copy is in", () => {
  const says = (minutes: number, toFile = true) => deadlineSays(1000 * MINUTE, toFile, (1000 - minutes) * MINUTE);
  expect(says(61)).toBeNull();
  expect(says(60)).toEqual({ late: false, words: "Due in 1 h" });
  expect(says(25)).toEqual({ late: false, words: "Due in 25 min" });
  expect(says(0.2)).toEqual({ late: false, words: "Due in 1 min" });
  expect(says(0)).toEqual({ late: true, words: "Due now" });
  expect(says(-7)).toEqual({ late: true, words: "Late by 7 min" });
  expect(says(-150)).toEqual({ late: true, words: "Late by 2 h" });
  expect(says(-60 * 24)).toEqual({ late: true, words: "Late by 1 day" });
  expect(says(-7, false)).toBeNull();
  expect(deadlineSays(null, true, 0)).toBeNull();
});

it("counts the days on the spike down, and never ends where the newsroom has said so", () => {
  expect(daysOnSpike(0, 30, 1)).toBe(30);
  expect(daysOnSpike(0, 30, 29 * DAY + 1)).toBe(1);
  expect(daysOnSpike(0, 30, 30 * DAY)).toBe(0);
  expect(daysOnSpike(0, 30, 300 * DAY)).toBe(0);
  expect(daysOnSpike(0, 0, 300 * DAY)).toBeNull();
});

it("offers the stages by their own names, and one that is not used where a story stands in it", () => {
  stages.set([{ stage: "legal", name: "", hidden: true }, { stage: "desk", name: "संपादन", hidden: false }]);
  expect(stages.offered().map((s) => s.label)).toEqual(["Pitch", "Assigned", "Writing", "Filed", "संपादन", "Subs", "Ready"]);
  expect(stages.offered("legal").map((s) => s.id)).toContain("legal");
  expect([stages.milestone("As filed"), stages.milestone("Second edition")]).toEqual(["As filed", "Second edition"]);
  stages.set([{ stage: "filed", name: "In", hidden: false }, { stage: "subs", name: "Revise", hidden: false }]);
  expect(["As filed", "Subbed", "Legalled"].map((m) => stages.milestone(m))).toEqual(["At In", "After Revise", "Legalled"]);
  stages.set([]);
});
