import { beforeEach, expect, it } from "vitest";
import { Desk } from "./desk.svelte";
import type { Newsroom, Saved, StoryDraft } from "./wire";

/** The core behind the boundary: stories by id, each command written down; a story in `refusing` cannot be saved. */
function core() {
  const stories = new Map<string, string>([["a", "First"], ["b", "Second"], ["c", "Third"]]);
  const refusing = new Set<string>();
  const asked: string[] = [];
  let slow: Promise<void> = Promise.resolve();
  const draft = (headline: string) => ({ headline, body: { type: "doc", content: [] } });
  const answer = async (command: string, args: { story?: string; draft?: StoryDraft }): Promise<unknown> => {
    const id = args.story ?? "";
    asked.push(`${command} ${id}`.trim());
    if (command === "open_story") {
      await slow;
      return { id, edit: 1, draft: draft(stories.get(id) ?? ""), savedAt: 1, spikedAt: null, damage: null };
    }
    if (command === "save_story") {
      await Promise.resolve();
      if (refusing.has(id)) throw { code: "newsroom-disk-full", sentence: "The disk is full.", hint: "Free some space." };
      stories.set(id, args.draft?.headline ?? "");
      return { edit: 2, savedAt: 2, words: 0, readingMinutes: 0, effectiveUrlSlug: "", seen: "not-published", notices: [], keptOther: false, hold: false, notForPublication: false } satisfies Saved;
    }
    return { rows: [], next: null, total: 0 };
  };
  (globalThis as unknown as { window: Record<string, unknown> }).window["__TAURI_INTERNALS__"] = { invoke: answer };
  return { stories, refusing, asked, hold() { let go = () => {}; slow = new Promise((done) => { go = done; }); return () => { slow = Promise.resolve(); go(); }; } };
}

let c: ReturnType<typeof core>;
let desk: Desk;
const ids = () => desk.stories.map((s) => s.id).join(" ");

beforeEach(async () => {
  c = core();
  desk = new Desk({} as Newsroom, []);
  await desk.open("a");
  await desk.openBeside("b");
});

it("puts the second story second, and the panels speak of it", () => {
  expect(ids()).toBe("a b");
  expect(desk.story?.id).toBe("b");
});

it("turns to the story with the focus and moves neither", () => {
  const [first] = desk.stories;
  if (first) desk.turnTo(first);
  expect(desk.story?.id).toBe("a");
  expect(ids()).toBe("a b");
});

it("saves both at once when the window is left", async () => {
  for (const story of desk.stories) story.set("headline", `${story.fields.headline}, typed`);
  expect(await desk.flush()).toBe(true);
  expect([c.stories.get("a"), c.stories.get("b")]).toEqual(["First, typed", "Second, typed"]);
});

it("opens no story twice, and says so kindly", async () => {
  await desk.openBeside("a");
  expect(ids()).toBe("a b");
  expect(desk.story?.id, "it turns to the one that is there").toBe("a");
  expect(desk.said.at(-1)?.tone).toBe("calm");
  await desk.open("b");
  expect([ids(), desk.story?.id]).toEqual(["a b", "b"]);
  expect(c.asked.filter((one) => one === "open_story a")).toHaveLength(1);
});

it("saves a story before another takes its place, and leaves the one beside it alone", async () => {
  desk.story?.set("headline", "Second, typed");
  await desk.open("c");
  expect(c.stories.get("b")).toBe("Second, typed");
  expect(ids()).toBe("a c");
  expect(c.asked.indexOf("save_story b")).toBeLessThan(c.asked.indexOf("open_story c"));
});

it("puts the new story where it was asked for, though the focus turned meanwhile", async () => {
  const go = c.hold();
  const opening = desk.open("c");
  await Promise.resolve();
  const [first] = desk.stories;
  if (first) desk.turnTo(first);
  first?.set("headline", "First, typed");
  go();
  await opening;
  expect(ids(), "in the place of the second").toBe("a c");
  expect(await desk.flush()).toBe(true);
  expect(c.stories.get("a")).toBe("First, typed");
});

it("takes one off the screen once it is saved", async () => {
  const [first, second] = desk.stories;
  second?.set("headline", "Second, typed");
  if (second) await desk.closeOne(second);
  expect(c.stories.get("b")).toBe("Second, typed");
  expect([ids(), desk.story, desk.beside]).toEqual(["a", first, null]);
});

it("takes the first off as well as the second, and the second is then the first", async () => {
  const [first, second] = desk.stories;
  if (first) await desk.closeOne(first);
  expect([ids(), desk.story]).toEqual(["b", second]);
  await desk.openBeside("c");
  expect(ids()).toBe("b c");
});

it("keeps a story that cannot be saved on screen, says why, and lets it go only on request", async () => {
  const [first, second] = desk.stories;
  c.refusing.add("b");
  second?.set("headline", "Second, typed");
  if (first) desk.turnTo(first);
  if (second) await desk.closeOne(second);
  expect(ids(), "it stays").toBe("a b");
  expect(desk.story, "and has the panels, so that its text can be saved elsewhere").toBe(second);
  expect(desk.blocked?.error.code).toBe("newsroom-disk-full");
  expect(await desk.flush()).toBe(false);
  await desk.blocked?.goOn();
  expect(ids()).toBe("a");
});

it("forgets a story that was on its way to a place that is gone", async () => {
  const go = c.hold();
  const [first, second] = desk.stories;
  const opening = desk.open("c");
  await Promise.resolve();
  if (second) await desk.closeOne(second);
  go();
  await opening;
  expect(ids()).toBe("a");
  expect(desk.story).toBe(first);
});

it("keeps what is unsent with its story: through a turn, a close and another opening, and in no other story", async () => {
  const [first, second] = desk.stories;
  if (!first || !second) throw new Error("two stories are open");
  desk.unsentOf(second).beginAnswer("t");
  desk.turnTo(first);
  expect(desk.unsentOf(first).any).toBe(false);
  await desk.closeOne(second);
  await desk.openBeside("b");
  const again = desk.story;
  expect(again !== second && again !== null && desk.unsentOf(again).answer("t")).toBeTruthy();
});
