import { expect, test } from "vitest";
import { told } from "./told";

const line = (act: string, was: string, became: string) => ({ story: "s", at: 0, author: "Ann", device: "", act, was, became });

test("a line of the journal is said in words, with times in the newsroom's zone", () => {
  expect(told(line("stage", "writing", "filed"), "UTC")).toBe("Writing → Filed");
  expect(told(line("hold", "", "yes"), "UTC")).toBe("Put on hold");
  expect(told(line("embargo", "", "indefinite"), "UTC")).toBe("Embargo without end");
  expect(told(line("schedule", "", "2026-11-24T18:00 Asia/Kolkata @1795523400000"), "UTC")).toContain("12:30");
  expect(told(line("publish", "", "0198c0de-0000-7000-8000-000000000001"), "UTC")).toBe("Published");
  expect(told(line("publish", "", "Online"), "UTC")).toBe("Published to Online");
});

test("an act of a later Stet is shown as it stands", () => {
  expect(told(line("frobnicate", "a", "b"), "UTC")).toBe("frobnicate a b");
});
