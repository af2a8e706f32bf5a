// One line of the journal as a person says it.
import { dayAndTime } from "../kit/time";
import type { JournalLine } from "../wire";
import { stages } from "../stages.svelte";

/** The moment of a wall time; null where it says none. */
const moment = (value: string): number | null => { const at = /@(-?\d+)$/.exec(value)?.[1]; return at === undefined ? null : Number(at); };

/** A wall time as the journal keeps it: the time, its zone, and the moment. */
function hour(value: string, zone: string): string {
  const at = moment(value);
  return at === null ? value : dayAndTime(at, zone);
}

export function told({ act, at, was, became }: JournalLine, zone: string): string {
  switch (act) {
    case "stage": return `${stages.label(was)} → ${stages.label(became)}`;
    case "hold": return became ? "Put on hold" : "Hold released";
    case "not-for-publication": return became ? "Marked not for publication" : "May be published again";
    case "sensitive": return became ? "Marked sensitive" : "Not sensitive any more";
    case "spike": return became ? "Spiked" : "Taken off the spike";
    case "legal": return `Legal: ${became}`;
    case "pictures": return `Pictures: ${became}`;
    case "priority": return became ? `Priority ${became}` : "No priority";
    case "assigned-to": return became ? `Assigned to ${became}` : "Assigned to nobody";
    case "brief": return became ? `Brief: ${became}` : "Brief taken out";
    case "deadline": return became ? `Deadline ${hour(became, zone)}` : "Deadline taken off";
    case "embargo": return became === "" ? "Embargo lifted" : became === "indefinite" ? "Embargo without end" : `Embargo until ${hour(became, zone)}`;
    case "schedule": return became ? `Scheduled for ${hour(became, zone)}` : "Schedule taken off";
    case "kill": return became === "" ? "Kill lifted" : became === "yes" ? "Killed" : `Killed: ${became}`;
    case "take-down-everywhere": return "Taken down everywhere";
    case "gone": return `Gone from ${was}`;
    case "not-gone": return `Not gone from ${was}: ${became}`;
    case "gone-by-hand": return `Taken away by hand from ${was}`;
    case "went-live": return `Live on ${was} since ${hour(became, zone)}`;
    case "hour-missed": return `${was} did not publish it at its hour, ${hour(became, zone)}`;
    case "hour-moved": return `Its hour was moved on ${was}: ${hour(became, zone)}`;
    case "hour-lost": return `Its hour was taken away on ${was}`;
    case "translates": return became ? "Made a translation of another story" : "No translation of another story any more";
    case "updates": return became ? "Made an update of another story" : "No update of another story any more";
    case "look-again": return became ? `To be looked at again ${hour(became, zone)}` : (moment(was) ?? Infinity) <= at ? "Looked at again" : "Reminder taken off";
    case "commission": return `Commissioned, at ${stages.label(became)}`;
    case "publish": return was === "late" ? `Published late to ${became}` : was || !/^[0-9a-f-]{36}$/.test(became) ? `Published to ${became}` : "Published";
    case "update": return /^[0-9a-f-]{36}$/.test(became) ? "Update published" : `Update sent to ${became}`;
    case "draft": return `Draft sent to ${became}`;
    case "take-down": return became ? `Taken down from ${became}` : "Taken down";
    case "call-back": return `Called back from ${was}`;
    default: return [act, was, became].filter((word) => word !== "").join(" ");
  }
}
