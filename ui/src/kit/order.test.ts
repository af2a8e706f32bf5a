import { expect, it } from "vitest";
import { moved } from "./order";

it("moves one item and leaves the others in order", () => {
  expect(moved(["a", "b", "c"], 2, -1)).toEqual(["a", "c", "b"]);
  expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
});
