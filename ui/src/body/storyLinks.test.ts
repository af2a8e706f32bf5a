import { expect, it } from "vitest";
import type { StoryLink } from "../wire";
import { linkedSaid, standing } from "./storyLinks";

const story = (seen: StoryLink["seen"], slug = "ferry"): StoryLink => ({ id: "1", headline: "Ferry returns", slug, seen, changedAt: Date.UTC(2026, 10, 20, 12) });

it("says slug, day and whether readers can see it", () => {
  expect(standing(story("live"))).toEqual({ note: "ferry · 20 Nov 2026 · ● Live", unseen: false });
  expect(standing(story("live-with-changes", ""))).toEqual({ note: "20 Nov 2026 · ● Live", unseen: false });
  expect(standing(story("not-published"))).toEqual({ note: "ferry · 20 Nov 2026 · ▲ Not published", unseen: true });
  expect(standing(story("taken-down")).unseen).toBe(true);
});

it("tells the ear of a link to what nobody sees", () => {
  expect(linkedSaid(true)).toMatch(/cannot see that story yet/);
});
