import { expect, test } from "vitest";
import { cut, moved, placed } from "./cut";

test("a cut is the largest of its shape, with the point in its middle as far as the picture goes", () => {
  expect(cut(1, 1, 2000, 1000, { x: 60, y: 40 })).toEqual({ left: 700, top: 0, width: 1000, height: 1000 });
  expect(cut(1, 1, 2000, 1000, { x: 100, y: 0 })).toEqual({ left: 1000, top: 0, width: 1000, height: 1000 });
  expect(cut(16, 9, 1600, 1600, { x: 0, y: 0 })).toEqual({ left: 0, top: 0, width: 1600, height: 900 });
});

test("the picture lies in the box so that only the cut shows", () => {
  const part = cut(1, 1, 2000, 1000, { x: 60, y: 40 });
  expect(placed(part, { width: 2000, height: 1000 })).toBe("width: 200%; left: -70%; top: 0%;");
});

test("arrow keys move the point by one, with Shift by ten, and never off the picture", () => {
  expect(moved({ x: 50, y: 40 }, "ArrowLeft", false)).toEqual({ x: 49, y: 40 });
  expect(moved({ x: 50, y: 95 }, "ArrowDown", true)).toEqual({ x: 50, y: 100 });
  expect(moved({ x: 50, y: 40 }, "Enter", false)).toBeNull();
});
