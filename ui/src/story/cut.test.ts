import { expect, it } from "vitest";
import { cutToLength, cutToWidth } from "./cut";

/** Ten pixels a UTF-16 unit. */
const wide = (text: string) => text.length * 10;

it.each([
  ["Bus strike", 10, "Bus strike", false],
  ["Bus strike ends", 10, "Bus strik…", true],
  ["Council votes to close the old bridge", 30, "Council votes to close the…", true],
  ["Council votes to close", 23, "Council votes to close", false],
  ["👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 2, "👩‍👩‍👧…", true],
  ["नदीनदी", 3, "नदी…", true],
])("cuts %j to %i characters: %j", (text, most, expected, cut) => {
  expect(cutToLength(text, most)).toEqual({ text: expected, cut });
});

it("cuts to a width, at a word where one is near, and never parts a character", () => {
  expect(cutToWidth("Bus strike", 100, wide)).toEqual({ text: "Bus strike", cut: false });
  expect(cutToWidth("Council votes to close the old bridge", 300, wide)).toEqual({ text: "Council votes to close the…", cut: true });
  expect(cutToWidth("नदीनदी", 49, wide)).toEqual({ text: "नदी…", cut: true });
  expect(cutToWidth("Long", 5, wide), "too narrow for anything").toEqual({ text: "…", cut: true });
});
