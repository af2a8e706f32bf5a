import { expect, test } from "vitest";
import { stages } from "../stages.svelte";
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

test("stages are called as this newsroom calls them", () => {
  stages.set([{ stage: "subs", name: "Production", hidden: false }]);
  expect(told(line("stage", "desk", "subs"), "UTC")).toBe("Desk → Production");
  expect(told(line("commission", "", "assigned"), "UTC")).toBe("Commissioned, at Assigned");
  stages.set([]);
  expect(told(line("stage", "desk", "subs"), "UTC")).toBe("Desk → Subs");
});

test("a reminder that was answered is told apart from one that was taken back before its hour", () => {
  const off = (at: number) => told({ ...line("look-again", "2026-11-24T18:00 Asia/Kolkata @1795523400000", ""), at }, "UTC");
  expect(off(1_795_523_400_000)).toBe("Looked at again");
  expect(off(1_795_523_399_000)).toBe("Reminder taken off");
});
