import { expect, it } from "vitest";
import type { DeskRow, NewsLine } from "../wire";
import { countsSaid, hourSaid, notesOf, workingTitle } from "./hours";

const AT = 1_795_523_400_000; // 2026-11-24T12:30Z, 18:00 in Calcutta
const row = { headline: "", deadlineAt: AT, toFile: true, legal: "no", pictures: "needed" } as DeskRow;
const line = (of: Partial<DeskRow> = {}, brief = ""): NewsLine => ({ row: { ...row, ...of }, brief, hours: [] });

it("says an hour on the wall of the newsroom, with its day where it is another", () => {
  const said = (kind: "deadline" | "schedule" | "embargo", day: string, of = {}, place = "") => hourSaid({ kind, at: AT, place }, line(of), day, "Asia/Kolkata");
  expect(said("deadline", "2026-11-24")).toBe("18:00 due");
  expect(said("deadline", "2026-11-24", { toFile: false })).toBe("18:00 was due");
  expect(said("schedule", "2026-11-24", {}, "Calder Star online")).toBe("18:00 out at Calder Star online");
  expect(said("embargo", "2026-11-25")).toBe("24 Nov 2026, 18:00 embargo ends");
});

it("shows what was asked for where there is no headline yet", () => {
  expect(workingTitle(line({}, "Ask the harbour master.\nTwo voices."))).toEqual({ text: "Ask the harbour master.", made: true });
  expect(workingTitle(line({ headline: "Wall falls" }, "Ask"))).toEqual({ text: "Wall falls", made: false });
  expect(workingTitle(line())).toEqual({ text: "No headline yet", made: true });
});

it("puts the late copy before the flags", () => {
  expect(notesOf(line(), AT + 60_000).map((n) => n.words)).toEqual(["Late by 1 min", "Needs pictures"]);
  expect(notesOf(line({ toFile: false }), AT + 60_000).map((n) => n.words)).toEqual(["Needs pictures"]);
});

it("says a day aloud", () => {
  const day = (deadlines: number, schedules: number, embargoes: number, lookAgains: number) => countsSaid({ date: "", deadlines, schedules, embargoes, lookAgains });
  expect(day(3, 1, 1, 0)).toBe("3 due, 1 goes out, 1 embargo ends");
  expect(day(0, 2, 0, 1)).toBe("2 go out, 1 to look at again");
  expect(day(0, 0, 0, 0)).toBe("nothing planned");
});
