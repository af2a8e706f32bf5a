// Times as people on a desk read them. The zone is always given: a newsroom has one, a machine may have another.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "2 min", "3 h", "Mon", "4 Oct", "4 Oct 2024": short enough for a list. */
export function ago(at: number, now: number, zone: string): string {
  const past = now - at;
  if (past < MINUTE) return "now";
  if (past < HOUR) return `${Math.floor(past / MINUTE)} min`;
  if (past < 12 * HOUR) return `${Math.floor(past / HOUR)} h`;
  if (past < 6 * DAY) return format(at, zone, { weekday: "short" });
  const sameYear = format(at, zone, { year: "numeric" }) === format(now, zone, { year: "numeric" });
  return format(at, zone, sameYear ? { day: "numeric", month: "short" } : { day: "numeric", month: "short", year: "numeric" });
}

/** "23 Nov 2026, 14:32" in that zone. */
export const dayAndTime = (at: number, zone: string): string =>
  format(at, zone, { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** "14:32:07" on this machine's own clock today; "2 Oct 2026" of another day, whose hour tells nothing. */
export function clock(at: number, now: number): string {
  if (Number.isNaN(new Date(at).getTime())) return "?";
  const today = new Date(at).toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(
    "en-GB",
    today
      ? { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }
      : { day: "numeric", month: "short", year: "numeric" },
  ).format(at);
}

/** "2026-11-23T14:32" in that zone, as a date field wants it. */
export function wall(at: number, zone: string): string {
  const part = parts(at, zone);
  return `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}`;
}

/** "2026-11-23 14:32" in that zone, as people type it. */
export const typed = (at: number, zone: string): string => wall(at, zone).replace("T", " ");

/** The instant of a wall time in a zone; null where it is no time, or one that a clock change leaves out. */
export function fromWall(text: string, zone: string): number | null {
  const asUtc = Date.parse(`${text}:00Z`);
  if (Number.isNaN(asUtc)) return null;
  for (const guess of [asUtc - DAY, asUtc + DAY]) {
    const at = asUtc - (Date.parse(`${wall(guess, zone)}:00Z`) - Math.floor(guess / MINUTE) * MINUTE);
    if (wall(at, zone) === text) return at;
  }
  return null;
}

/** Zones that do not exist read as UTC, and times that are none as "?", so that a wrong row cannot blank a screen. */
function format(at: number, zone: string, options: Intl.DateTimeFormatOptions): string {
  if (Number.isNaN(new Date(at).getTime())) return "?";
  try {
    return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone }).format(at);
  } catch {
    return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" }).format(at);
  }
}

function parts(at: number, zone: string): (type: string) => string {
  const options: Intl.DateTimeFormatOptions = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  let all: Intl.DateTimeFormatPart[];
  try {
    all = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone }).formatToParts(at);
  } catch {
    all = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" }).formatToParts(at);
  }
  return (type) => all.find((p) => p.type === type)?.value ?? "";
}
