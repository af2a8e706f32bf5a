import { describe, expect, it } from "vitest";
import { ago, clock, dayAndTime, fromWall, wall } from "./time";

const at = Date.UTC(2026, 10, 23, 12, 0);

describe("times on the desk", () => {
  it.each([
    [30_000, "now"],
    [2 * 60_000, "2 min"],
    [3 * 3_600_000, "3 h"],
    [30 * 3_600_000, "Sun"],
    [40 * 86_400_000, "14 Oct"],
    [400 * 86_400_000, "19 Oct 2025"],
  ])("%i ms ago reads %s", (past, said) => {
    expect(ago(at - past, at, "UTC")).toBe(said);
  });

  it("are in the newsroom's zone, not the machine's", () => {
    expect(dayAndTime(at, "Asia/Kolkata")).toBe("23 Nov 2026, 17:30");
    expect(wall(at, "Asia/Kolkata")).toBe("2026-11-23T17:30");
  });

  it.each(["UTC", "Asia/Kolkata", "Europe/London", "America/New_York", "Pacific/Auckland"])("go to %s and back", (zone) => {
    for (let t = at; t < at + 400 * 86_400_000; t += 7_980_000) {
      const back = fromWall(wall(t, zone), zone);
      // The hour that a clock change repeats has two instants with one wall time.
      expect([0, 3_600_000]).toContain(Math.abs((back ?? 0) - t));
    }
  });

  it("know that a clock change leaves out an hour", () => {
    expect(fromWall("2026-03-29T01:30", "Europe/London")).toBeNull();
    expect(fromWall("", "UTC")).toBeNull();
  });

  it("of a save have an hour today and a day before", () => {
    const noon = new Date(2026, 10, 23, 12, 4, 5).getTime();
    expect(clock(noon, noon + 60_000)).toBe("12:04:05");
    expect(clock(noon, noon + 86_400_000), "an hour of yesterday would pass for today's").toBe("23 Nov 2026");
    expect(clock(9e99, noon), "a damaged row").toBe("?");
  });

  it("fall back to UTC where the zone is not one", () => {
    expect(wall(at, "Calder/Nowhere")).toBe("2026-11-23T12:00");
    expect(ago(-9e99, at, "UTC"), "a damaged row").toBe("?");
  });
});
