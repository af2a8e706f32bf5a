import { expect, test } from "vitest";
import type { ImportOutcome } from "../wire";
import { part, summary, timeLeft } from "./words";

const outcome = (some: Partial<ImportOutcome>): ImportOutcome => ({ stories: 0, first: null, one: false, alreadyHere: 0, newSections: [], faults: [], faultCount: 0, notices: [], noticeCount: 0, stopped: false, ...some });

test("the outcome is one sentence, and says what was stopped", () => {
  expect(summary(outcome({ stories: 1204, alreadyHere: 1, faultCount: 2 }))).toBe("1,204 stories came in, 1 story was here already, 2 could not be read.");
  expect(summary(outcome({ stories: 1, stopped: true }))).toBe("Stopped. 1 story came in.");
  expect(summary(outcome({}))).toBe("Nothing was there to bring in.");
});

test("time left is told once it is more than a guess", () => {
  expect(timeLeft(null, 60_000)).toBe("");
  expect(timeLeft(0.01, 60_000)).toBe("");
  expect(timeLeft(0.5, 1000)).toBe("");
  expect(timeLeft(0.5, 4000)).toBe("a few seconds left");
  expect(timeLeft(0.25, 10_000)).toBe("about 30 seconds left");
  expect(timeLeft(0.1, 30_000)).toBe("about 5 minutes left");
});

test("a part never passes the whole", () => {
  expect(part({ done: 3, of: 2 })).toBe(1);
  expect(part({ done: 3, of: 0 })).toBeNull();
});
