import { expect, it } from "vitest";
import { added, inMonth, longDay, monthName, stepped, weeksOf } from "./days";

it("reckons over the ends of months, of years, and the days on which clocks change", () => {
  expect(added("2026-12-31", 1)).toBe("2027-01-01");
  expect(added("2026-03-29", 1)).toBe("2026-03-30");
  expect(added("2028-03-01", -1)).toBe("2028-02-29");
  expect(inMonth("2026-01-31", 1)).toBe("2026-02-28");
  expect(inMonth("2026-03-31", -1)).toBe("2026-02-28");
  expect(inMonth("2026-12-15", 1)).toBe("2027-01-15");
});

it("shows a month in whole weeks from Monday", () => {
  expect(weeksOf("2026-11-28")).toEqual({ from: "2026-10-26", days: 42 });
  expect(weeksOf("2027-02-10")).toEqual({ from: "2027-02-01", days: 28 });
  expect(weeksOf("2026-12-01")).toEqual({ from: "2026-11-30", days: 35 });
});

it("goes by keys", () => {
  const from = (key: string) => stepped("2026-11-28", key, "2026-11-20");
  expect([from("ArrowLeft"), from("ArrowDown"), from("PageDown"), from("Home"), from("x")]).toEqual(["2026-11-27", "2026-12-05", "2026-12-28", "2026-11-20", null]);
});

it("says days in words", () => {
  expect(longDay("2026-11-28")).toBe("Saturday 28 November 2026");
  expect(monthName("2026-11-28")).toBe("November 2026");
});
