import { expect, test } from "vitest";
import { contrast, DATE_FORMS, isPattern, PATTERN } from "./dressing";

test("a contrast is never said to be more than it is", () => {
  expect(contrast(4.49)).toBe("4.4:1");
  expect(contrast(21)).toBe("21.0:1");
});

test("a pattern is what no named form is", () => {
  expect(isPattern(PATTERN)).toBe(true);
  expect(isPattern("month-first")).toBe(false);
  for (const known of DATE_FORMS) expect(isPattern(known.form)).toBe(false);
});
