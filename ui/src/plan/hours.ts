// What an hour of a story is for, in words and by a sign.
import { dayAndTime, wall } from "../kit/time";
import type { CalendarDay, HourKind, NewsLine, PlanHour } from "../wire";
import { count, deadlineSays, flagsOf } from "../words";

export const SIGN: Record<HourKind, string> = { deadline: "◔", schedule: "➔", embargo: "◷", "look-again": "↻" };

/** What the signs of the calendar mean. */
export const LEGEND: { kind: HourKind; words: string }[] = [
  { kind: "deadline", words: "copy due" },
  { kind: "schedule", words: "goes out" },
  { kind: "embargo", words: "embargo ends" },
  { kind: "look-again", words: "look again" },
];

/** The counts of a day that are not nought. */
export const countsOf = (d: CalendarDay): { kind: HourKind; n: number }[] =>
  [{ kind: "deadline" as const, n: d.deadlines }, { kind: "schedule" as const, n: d.schedules }, { kind: "embargo" as const, n: d.embargoes }, { kind: "look-again" as const, n: d.lookAgains }].filter((c) => c.n > 0);

/** "3 due, 1 goes out": a day of the calendar as it is said. */
export function countsSaid(d: CalendarDay): string {
  const said = countsOf(d).map(({ kind, n }) =>
    kind === "deadline" ? `${n} due` : kind === "schedule" ? `${n} ${n === 1 ? "goes" : "go"} out` : kind === "embargo" ? `${count(n, "embargo", "embargoes")} ${n === 1 ? "ends" : "end"}` : `${n} to look at again`);
  return said.length === 0 ? "nothing planned" : said.join(", ");
}

/** "18:00 due", with the day where it is another. */
export function hourSaid(hour: PlanHour, line: NewsLine, day: string, zone: string): string {
  const on = wall(hour.at, zone);
  const time = on.startsWith(day) ? on.slice(11) : dayAndTime(hour.at, zone);
  switch (hour.kind) {
    case "deadline": return line.row.toFile ? `${time} due` : `${time} was due`;
    case "schedule": return hour.place === "" ? `${time} out` : `${time} out at ${hour.place}`;
    case "embargo": return `${time} embargo ends`;
    case "look-again": return `${time} look again`;
  }
}

/** The words on the line: its headline, else what was asked for. */
export function workingTitle({ row, brief }: NewsLine): { text: string; made: boolean } {
  if (row.headline !== "") return { text: row.headline, made: false };
  const first = brief.split("\n")[0] ?? "";
  return { text: first === "" ? "No headline yet" : first, made: true };
}

/** What the desk must know of it, the most pressing first. */
export function notesOf({ row }: NewsLine, now: number): { sign: string; words: string }[] {
  const due = deadlineSays(row.deadlineAt, row.toFile, now);
  return [...(due ? [{ sign: due.late ? "▲" : SIGN.deadline, words: due.words }] : []), ...flagsOf(row, now)];
}

export const whoOf = ({ row }: NewsLine): string => row.assignedTo || row.byline;

/** Whether pictures are wanted, or there. */
export const picturesOf = ({ row }: NewsLine): string => (row.pictures === "needed" ? "Needed" : row.hasPicture ? "Yes" : row.pictures === "checked" ? "Checked" : "");
