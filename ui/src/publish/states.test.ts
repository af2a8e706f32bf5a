import { expect, it } from "vitest";
import type { DestinationState } from "../wire";
import { offers, order, standing } from "./states";

const to = (over: Partial<DestinationState>): DestinationState => ({
  destination: { id: "d", kind: "word-press", name: "Calder blog", address: "https://calder.example", user: "desk", hasPassword: true },
  remote: "none", remoteId: null, link: null, sentAt: null, scheduledFor: null, unsent: false, order: null, notices: [], ...over,
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
  expect(standing(to({ remote: "scheduled", scheduledFor: 5, unsent: true }), time)).toBe("Scheduled for t5, changes not sent");
  expect(standing(to({ remote: "trashed", unsent: true }), time)).toBe("Taken down");
  expect(order(to({ order: waiting }), time)).toBe("Waiting to publish: tried 2 times, next try t9.");
  expect(order(to({ order: { ...waiting, state: "done" } }), time)).toBeNull();
});
