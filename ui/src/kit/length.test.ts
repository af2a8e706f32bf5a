import { expect, it } from "vitest";
import { degree, length, shownLimit } from "./length";

it.each([
  ["", 0],
  ["Bus strike", 10],
  ["👩‍👩‍👧 ok", 4],
  ["नदी", 2],
  ["क्षेत्र", 2],
  ["دریا", 4],
])("counts %j as a reader would: %i", (text, n) => {
  expect(length(text)).toBe(n);
});

it.each([
  [65, 65, 100, "fine", 65],
  [66, 65, 100, "over", 65],
  [101, 65, 100, "far", 100],
  [160, null, 160, "fine", 160],
  [161, null, 160, "far", 160],
  [601, 600, null, "over", 600],
  [9, null, null, "fine", null],
] as const)("%i of %s, at most %s, is %s and shows %s", (n, soft, hard, how, shown) => {
  expect(degree(n, { soft, hard })).toBe(how);
  expect(shownLimit(n, { soft, hard })).toBe(shown);
});
