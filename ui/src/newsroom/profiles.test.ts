import { expect, it } from "vitest";
import type { Profile } from "../wire";
import { added, duplicated, limitOf, moved, put, removalSays, removed, ruled, upsideDown } from "./profiles";

const profile = (name: string, stories = 0): Profile => ({
  id: name, name, bandWords: 50, stories,
  fields: [{ field: "headline", shown: true, required: true, soft: 65, hard: 100 }, { field: "eyebrow", shown: true, required: false, soft: 30, hard: null }],
});
const names = (profiles: Profile[]) => profiles.map((p) => p.name);
const two = [profile("News story", 9), profile("Opinion", 2)];

it("adds one that shows all and asks for the least, under a name that is free", () => {
  const twice = added(added(two));
  expect(names(twice)).toEqual(["News story", "Opinion", "New profile", "New profile 2"]);
  const fresh = twice[2];
  expect(fresh?.id).toBe("");
  expect(fresh?.fields.filter((r) => r.required).map((r) => r.field)).toEqual(["headline", "body"]);
  expect(fresh?.fields.every((r) => r.shown && r.soft === null)).toBe(true);
});

it("copies one with its rules, which are then its own", () => {
  const copied = duplicated(two, 0);
  expect(names(copied)).toEqual(["News story", "News story copy", "Opinion"]);
  expect(copied[1]).toMatchObject({ id: "", stories: 0 });
  expect(ruled(copied, 1, "eyebrow", { soft: 12 })[0]?.fields[1]?.soft).toBe(30);
});

it("moves, renames and removes, and keeps the last", () => {
  expect(names(moved(two, 1, -1))).toEqual(["Opinion", "News story"]);
  expect(moved(two, 0, -1), "there is nowhere to go").toBe(two);
  expect(names(put(two, 1, { name: "Comment" }))).toEqual(["News story", "Comment"]);
  expect(names(removed(two, 0))).toEqual(["Opinion"]);
  expect(removed([profile("News story")], 0)).toHaveLength(1);
  expect(names(two), "nothing was changed in place").toEqual(["News story", "Opinion"]);
});

it("says what becomes of the stories of one that goes", () => {
  expect(removalSays(two, 1)).toBe("2 stories are written to Opinion. Without it they become News story; no word is lost.");
  expect(removalSays(two, 0)).toBe("9 stories are written to News story. Without it they become Opinion; no word is lost.");
  expect(removalSays([profile("News story"), profile("Brief", 1)], 1)).toBe("One story is written to Brief. Without it it becomes News story; no word is lost.");
  expect(removalSays([profile("News story"), profile("Brief")], 1)).toBe("");
});

it("shows what must be filled, and asks for nothing that is hidden", () => {
  const rule = (change: Parameters<typeof ruled>[3], from = two) => ruled(from, 1, "eyebrow", change)[1]?.fields[1];
  expect(rule({ required: true })).toMatchObject({ shown: true, required: true });
  const required = ruled(ruled(two, 1, "eyebrow", { shown: false }), 1, "eyebrow", { required: true });
  expect(required[1]?.fields[1]).toMatchObject({ shown: true, required: true });
  expect(rule({ shown: false }, required)).toMatchObject({ shown: false, required: false });
});

it.each([["65", 65], ["1,200", 1200], ["", null], ["0", null], ["none", null], ["99999999", 1_000_000]])("takes %j as the limit %s", (text, n) => {
  expect(limitOf(text)).toBe(n);
});

it("sees where red would come before amber", () => {
  const rule = { field: "headline", shown: true, required: true } as const;
  expect(upsideDown({ ...rule, soft: 80, hard: 60 })).toBe(true);
  expect(upsideDown({ ...rule, soft: 60, hard: 60 })).toBe(false);
  expect(upsideDown({ ...rule, soft: 60, hard: null })).toBe(false);
});
