import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Desk } from "./desk.svelte";
import type { Newsroom } from "./wire";
import Window from "./Window.svelte";

/** A story as the core gives it, with one paragraph. */
const story = (id: string) => {
  const body = { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: `Words of ${id}.` }] }] };
  const draft = {
    slug: id, eyebrow: "", headline: id, headlines: { search: "", social: "", push: "", sms: "" }, profile: "", commissionedWords: null,
    standfirst: { type: "doc", content: [] }, agency: "", bylines: [], dateline: { place: "", text: "" }, section: null, tags: [], urlSlug: "", language: "en", direction: null, lead: null, body, alsoRead: [], corrections: [],
  };
  return { id, edit: 1, draft, seen: "not-published", effectiveUrlSlug: "", firstPublishedAt: null, updatedAt: null, createdAt: 1, changedAt: 1, savedAt: 1, atDesk: { stage: "writing", nextStages: ["filed"], hold: false, notForPublication: false, spikedAt: null, toFile: true, handling: { legal: "no", pictures: "no", sensitive: false, priority: 0, assignedTo: "", deadline: null, brief: "", embargo: null, schedule: null, updates: null, lookAgain: null } }, words: 3, readingMinutes: 1, damage: null, linkedHeadlines: {} };
};
const ANSWERS: Record<string, unknown> = { review: { threads: [], suggestions: [], people: [], me: "" }, proof: [], waiting_orders: 0, saved_views: [], looks_due: [], measure: [], publications: [] };
const newsroom = { path: "", settings: { title: "Calder Star", zone: "UTC", language: "en", defaultAgency: "", spikeDays: 30, stages: [] }, sections: [], trending: [], profiles: [], stories: 2, isDemo: false } as unknown as Newsroom;
const settled = () => new Promise((done) => setTimeout(done, 20));
let desk: Desk;
let shown: Record<string, unknown>;
const panes = () => [...document.querySelectorAll<HTMLElement>(".pane")];

beforeEach(async () => {
  (globalThis as unknown as { window: Record<string, unknown> }).window["__TAURI_INTERNALS__"] = {
    invoke: (command: string, args: { story?: string }) => Promise.resolve(command === "open_story" ? story(args.story ?? "") : (ANSWERS[command] ?? { rows: [], next: null, total: 0 })),
  };
  desk = new Desk(newsroom, []);
  await desk.open("first");
  await desk.openBeside("second");
  shown = mount(Window, { target: document.body, props: { desk, onchangenewsroom: () => undefined } });
  flushSync();
  await settled();
});
afterEach(() => void unmount(shown));

it("gives the text that stays the cursor when the pane that had the focus is closed", async () => {
  expect(panes()).toHaveLength(2);
  const close = panes()[1]?.querySelector<HTMLElement>("[aria-label^='Close this story']");
  close?.focus();
  close?.click();
  await settled();
  expect(panes()).toHaveLength(1);
  expect(document.activeElement?.getAttribute("aria-label")).toBe("Body");
  expect(document.activeElement?.textContent).toContain("Words of first.");
});

it("shows a half-written comment beside its own story alone, and keeps the tab for it", async () => {
  const [first, second] = desk.stories;
  if (!first || !second) throw new Error("two stories are open");
  desk.unsentOf(second).beginComment({ field: "body", block: 0, start: 0, quote: "Words", before: "", after: " of second." });
  const written = desk.unsentOf(second).comment;
  if (written) written.text = "Since when?";
  const texts = () => [...document.querySelectorAll("textarea")].map((t) => t.value).filter((t) => t === "Since when?");
  const tabs = () => [...document.querySelectorAll("[role=tab]")].map((t) => t.textContent.trim());
  await settled();
  expect(tabs(), "from another tab it can be found").toContain("Review");
  desk.tab = "review";
  await settled();
  expect(texts()).toEqual(["Since when?"]);
  desk.turnTo(first);
  await settled();
  expect(texts()).toEqual([]);
  desk.turnTo(second);
  desk.tab = "details";
  await settled();
  desk.tab = "review";
  await settled();
  expect(texts()).toEqual(["Since when?"]);
});
