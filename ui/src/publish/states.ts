// Which acts a destination offers, and how its state reads. Pure, so that no button can lie.
import type { DestinationState, PushAct, Removal } from "../wire";

export type Offer = { act: PushAct; label: string; main: boolean };

/** What can be done there now, the likeliest first. Nothing while an order is under way. */
export function offers(to: DestinationState): Offer[] {
  if (to.order !== null && ["waiting", "sending", "conflict"].includes(to.order.state)) return [];
  switch (to.remote) {
    case "none":
    case "trashed":
      return [{ act: "publish", label: "Publish", main: true }, { act: "draft", label: "Send as draft", main: false }, { act: "schedule", label: "Schedule…", main: false }];
    case "draft":
      return [{ act: "publish", label: "Publish", main: true }, { act: "update", label: "Update draft", main: false }, { act: "schedule", label: "Schedule…", main: false }, { act: "take-down", label: "Take down", main: false }];
    case "scheduled":
      return [{ act: "publish", label: "Publish now", main: true }, { act: "update", label: "Update", main: false }, { act: "schedule", label: "Change time…", main: false }, { act: "take-down", label: "Take down", main: false }];
    case "live":
      return [{ act: "update", label: "Update", main: to.unsent }, { act: "take-down", label: "Take down", main: false }];
  }
}

/** How a post stands that the site is to publish by itself: it is called live only when the site has said so. */
function awaited(to: DestinationState, time: (at: number) => string, now: number): string {
  if (to.scheduledFor === null) return "Scheduled";
  const hour = time(to.scheduledFor);
  if (to.missedAt !== null) return `Not live: the site did not publish it at its hour, ${hour}`;
  if (to.lookError !== null) return `Its hour was ${hour}; whether it is live is not known yet`;
  return to.scheduledFor <= now ? `Its hour was ${hour}; Stet looks in a moment whether it is live` : `Scheduled for ${hour}`;
}

/** Where it stands, in words: "Live, changes not sent". */
export function standing(to: DestinationState, time: (at: number) => string, now: number): string {
  const words = {
    none: "Not sent",
    draft: "A draft on the site",
    scheduled: to.remote === "scheduled" ? awaited(to, time, now) : "",
    live: to.liveAt === null ? "Live" : `Live since ${time(to.liveAt)}`,
    trashed: "Taken down",
  }[to.remote];
  return to.unsent && to.remote !== "none" && to.remote !== "trashed" ? `${words}, changes not sent` : words;
}

const ACTS: Record<PushAct | "kill", string> = { kill: "take it away", draft: "send the draft", publish: "publish", schedule: "schedule", update: "update", "take-down": "take it down" };

/** What the order under way is doing, or null where there is none to speak of. */
export function order(to: DestinationState, time: (at: number) => string): string | null {
  if (to.order === null || to.order.state === "done") return null;
  const { act, state, attempts, nextTryAt } = to.order;
  switch (state) {
    case "sending":
      return `Sending now, to ${ACTS[act]}…`;
    case "waiting":
      return `Waiting to ${ACTS[act]}${attempts > 0 ? `: tried ${attempts === 1 ? "once" : `${attempts} times`}` : ""}${nextTryAt === null ? "" : `, next try ${time(nextTryAt)}`}.`;
    case "refused":
      return `The site refused to ${ACTS[act]}.`;
    case "conflict":
      return "Changed on the site since we last sent it. Nothing was overwritten.";
  }
}

/** How a place stands that is to be rid of a story: a sign and its words. */
export function rid(r: Removal, time: (at: number) => string): { sign: string; words: string } {
  switch (r.state) {
    case "gone":
      return { sign: "✓", words: `Gone ${time(r.at)}` };
    case "gone-by-hand":
      return { sign: "✓", words: `Taken away by hand ${time(r.at)}` };
    case "going":
      return { sign: "○", words: "Being taken away now…" };
    case "waits":
      return { sign: "○", words: r.error === null ? "On its way" : `Waits, tried again ${r.nextTryAt === null ? "soon" : time(r.nextTryAt)}` };
    case "by-hand":
      return { sign: "▲", words: r.nextTryAt === null ? "Not gone" : `Not gone, tried again ${time(r.nextTryAt)}` };
  }
}
