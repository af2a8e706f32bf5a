import { expect, it } from "vitest";
import { scrollFor, visible } from "./rows";

it("draws a screenful of a hundred thousand rows, not all of them", () => {
  expect(visible(78 * 50_000, 780, 78, 100_000)).toEqual({ first: 49_994, last: 50_016 });
});
it("stays inside the list at both ends", () => {
  expect(visible(0, 780, 78, 3)).toEqual({ first: 0, last: 3 });
  expect(visible(99_999, 780, 78, 0)).toEqual({ first: 0, last: 0 });
});
it("scrolls only as far as it must", () => {
  expect(scrollFor(2, 0, 780, 78)).toBe(0);
  expect(scrollFor(12, 0, 780, 78)).toBe(234);
  expect(scrollFor(1, 400, 780, 78)).toBe(78);
});
