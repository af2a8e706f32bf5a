// Days as the plan reckons with them: "2026-11-28", in the newsroom's zone, with no clock in them.

const at = (day: string): Date => new Date(`${day}T00:00:00Z`);
const written = (date: Date): string => date.toISOString().slice(0, 10);
const said = (day: string, options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" }).format(at(day));

export function added(day: string, days: number): string {
  const date = at(day);
  date.setUTCDate(date.getUTCDate() + days);
  return written(date);
}

/** The same day of another month, or its last where it has no such day. */
export function inMonth(day: string, months: number): string {
  const date = at(day);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(wanted, last));
  return written(date);
}

/** 0 for Monday to 6 for Sunday. */
const weekday = (day: string): number => (at(day).getUTCDay() + 6) % 7;

/** The whole weeks, from Monday to Sunday, that the month of a day lies in. */
export function weeksOf(day: string): { from: string; days: number } {
  const first = `${day.slice(0, 8)}01`;
  const from = added(first, -weekday(first));
  const last = added(inMonth(first, 1), -1);
  const to = added(last, 6 - weekday(last));
  return { from, days: Math.round((at(to).getTime() - at(from).getTime()) / 86_400_000) + 1 };
}

/** Where a key leads from a day; null where it leads nowhere. */
export function stepped(day: string, key: string, today: string): string | null {
  switch (key) {
    case "ArrowLeft": return added(day, -1);
    case "ArrowRight": return added(day, 1);
    case "ArrowUp": return added(day, -7);
    case "ArrowDown": return added(day, 7);
    case "PageUp": return inMonth(day, -1);
    case "PageDown": return inMonth(day, 1);
    case "Home": case "t": case "T": return today;
    default: return null;
  }
}

/** "Saturday 28 November 2026". */
export const longDay = (day: string): string => said(day, { weekday: "long", day: "numeric", month: "long", year: "numeric" }).replace(",", "");
/** "November 2026". */
export const monthName = (day: string): string => said(day, { month: "long", year: "numeric" });
/** "28". */
export const dayOfMonth = (day: string): string => String(at(day).getUTCDate());
