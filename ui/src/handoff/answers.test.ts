import { expect, it } from "vitest";
import type { Met } from "../wire";
import { answered, choiceOf, clipped, complete, nextOpen, numbered, where } from "./answers";

const met = (outcome: Met["outcome"]): Met => ({ field: "body", label: "Body", outcome, words: [], was: "", ours: [], theirs: [], canBeBoth: true });

it("numbers the questions alone, in the order of the page", () => {
  expect(numbered([met("taken-ours"), met("asked"), met("taken-theirs"), met("asked")]).map((s) => s.question)).toEqual([null, 0, null, 1]);
});

it("merges only when every question has an answer", () => {
  expect(complete(["ours", null])).toBeNull();
  expect(complete(["ours", "both"])).toEqual(["ours", "both"]);
  expect(complete([])).toEqual([]);
  expect(answered(["ours", null])).toBe(1);
});

it("goes on to the next question without an answer, around the end", () => {
  expect(nextOpen([null, "ours", null], 0)).toBe(2);
  expect(nextOpen([null, "ours", "ours"], 2)).toBe(0);
  expect(nextOpen(["ours"], 0)).toBeNull();
});

it("hears left, right and both, and both only where both can stand", () => {
  expect([choiceOf("ArrowLeft", true), choiceOf("ArrowRight", true), choiceOf("B", true), choiceOf("b", false), choiceOf("x", true)]).toEqual(["ours", "theirs", "both", null, null]);
});

it("says who changed what, without a name too", () => {
  expect(where(met("taken-theirs"), "")).toBe("Changed by the other newsroom");
  expect(where(met("taken-ours"), "Bo")).toBe("Changed here");
});

it("keeps the changed words whole and cuts what stands around them", () => {
  const long = "word ".repeat(60);
  const shown = clipped([{ kind: "same", text: long }, { kind: "added", text: long }, { kind: "same", text: long }]);
  expect(shown[1]?.text).toBe(long);
  expect(shown[0]?.text.startsWith("…") && shown[2]?.text.endsWith("…")).toBe(true);
});
