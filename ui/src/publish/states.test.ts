import { expect, it } from "vitest";
import type { DestinationState } from "../wire";
import { offers, order, rid, standing } from "./states";

const to = (over: Partial<DestinationState>): DestinationState => ({
  destination: { id: "d", kind: "word-press", name: "Calder blog", address: "https://calder.example", user: "desk", hasPassword: true },
  remote: "none", remoteId: null, link: null, sentAt: null, scheduledFor: null, unsent: false, order: null, notices: [], liveAt: null, missedAt: null, lookError: null, lookAt: null, ...over,
});
const waiting = { id: "o", act: "publish" as const, state: "waiting" as const, attempts: 2, nextTryAt: 9, error: null, createdAt: 0 };
const time = (at: number) => `t${at}`;

it("offers to publish what is not there, and to update what is", () => {
  expect(offers(to({})).map((o) => o.act)).toEqual(["publish", "draft", "schedule"]);
  expect(offers(to({ remote: "live", unsent: true }))[0]).toEqual({ act: "update", label: "Update", main: true });
});
it("offers nothing while an order waits, so that nobody sends twice", () => {
  expect(offers(to({ order: waiting }))).toEqual([]);
  expect(offers(to({ order: { ...waiting, state: "refused" } })).length).toBeGreaterThan(0);
});
it("says where it stands and what waits", () => {
  expect(standing(to({ remote: "scheduled", scheduledFor: 5, unsent: true }), time, 4)).toBe("Scheduled for t5, changes not sent");
  expect(standing(to({ remote: "trashed", unsent: true }), time, 4)).toBe("Taken down");
  expect(order(to({ order: waiting }), time)).toBe("Waiting to publish: tried 2 times, next try t9.");
  expect(order(to({ order: { ...waiting, state: "done" } }), time)).toBeNull();
});
it("calls a post live only when the site has said so", () => {
  const at = to({ remote: "scheduled", scheduledFor: 5 });
  expect(standing(at, time, 6)).toBe("Its hour was t5; Stet looks in a moment whether it is live");
  expect(standing({ ...at, lookError: { code: "cms-site-down", sentence: "", hint: "" } }, time, 6)).toBe("Its hour was t5; whether it is live is not known yet");
  expect(standing({ ...at, missedAt: 7 }, time, 8)).toBe("Not live: the site did not publish it at its hour, t5");
  expect(standing(to({ remote: "live", liveAt: 5 }), time, 8)).toBe("Live since t5");
});
it("says of each place whether the story is gone", () => {
  const place = { place: "d", ownSite: false, name: "Blog", state: "waits" as const, at: 1, nextTryAt: 9, error: null, left: [], link: "", byHand: "" };
  expect(rid(place, time).words).toBe("On its way");
  expect(rid({ ...place, error: { code: "cms-site-down", sentence: "", hint: "" } }, time).words).toBe("Waits, tried again t9");
  expect(rid({ ...place, state: "by-hand", nextTryAt: null }, time)).toEqual({ sign: "▲", words: "Not gone" });
  expect(rid({ ...place, state: "gone" }, time)).toEqual({ sign: "✓", words: "Gone t1" });
});
