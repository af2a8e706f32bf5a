import { expect, it } from "vitest";
import { length } from "./limits";

it.each([
  ["", 0],
  ["Bus strike", 10],
  ["👩‍👩‍👧 ok", 4],
  ["नदी", 2],
  ["دریا", 4],
])("counts %j as a reader would: %i", (text, n) => {
  expect(length(text)).toBe(n);
});
