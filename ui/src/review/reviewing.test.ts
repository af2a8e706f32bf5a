import { beforeEach, expect, it } from "vitest";
import type { Review, StoryView, SuggestedChange } from "../wire";
import { Reviewing } from "./reviewing.svelte";

const change = (id: string, removed: string, added: string, standing: SuggestedChange["standing"] = "open"): SuggestedChange => ({
  id, field: "body", label: "Body", kind: "words", standing, decided: null, spots: [],
  words: [{ kind: "removed" as const, text: removed }, { kind: "added" as const, text: added }].filter((w) => w.text !== ""),
});

/** The window around it, and the core behind the boundary: it writes down what was asked, and marks what was decided. */
class Around {
  story = { id: "s", suggestion: null as string | null, view: { edit: 1 }, saver: { unsaved: false } };
  review: Review = { threads: [], people: [], me: "", suggestions: [{ id: "g", author: "Ann", madeAt: 0, isOwn: false, changes: [change("a", "alleged", "charged"), change("b", "Monday", ""), change("c", "x", "y", "gone")] }] };
  asked: string[] = [];
  instead = async (_: unknown, fetch: () => Promise<{ view: StoryView; suggestion: string | null }>) => {
    const { view, suggestion } = await fetch();
    this.story = { ...this.story, view, suggestion };
    return true;
  };
  say = () => undefined;
  invoke = (command: string, args: { changes?: string[]; take?: boolean }) => {
    this.asked.push([command, ...(args.changes ?? []), args.take === undefined ? "" : String(args.take)].filter(Boolean).join(" "));
    const decided = command === "decide" ? (args.take ? ("taken" as const) : ("left" as const)) : null;
    this.review = { ...this.review, suggestions: this.review.suggestions.map((s) => ({ ...s, changes: s.changes.map((c) => (decided === null || args.changes?.includes(c.id) ? { ...c, decided } : c)) })) };
    const view = { id: "s", edit: this.story.view.edit + (args.take === false ? 0 : 1) };
    return Promise.resolve(command === "suggest" ? { suggestion: "g", view } : view);
  };
}

let around: Around;
let reviewing: Reviewing;
beforeEach(() => {
  around = new Around();
  reviewing = new Reviewing(around);
  (globalThis as unknown as { window: Record<string, unknown> }).window["__TAURI_INTERNALS__"] = { invoke: around.invoke };
});

it("goes through the changes by key, round and round, and says each aloud", () => {
  expect(reviewing.step(1)).toBe(true);
  expect(reviewing.said).toBe("deleted alleged, added charged, by Ann, change 1 of 3");
  reviewing.step(-1);
  expect(reviewing.said).toBe("deleted x, added y, by Ann, text removed, change 3 of 3");
});

it("accepts one and goes on to the next; rejecting changes no text", async () => {
  reviewing.step(1);
  await reviewing.decide(true);
  expect([around.asked, reviewing.chosen]).toEqual([["decide a true"], "b"]);
  expect(reviewing.said).toBe("Accepted: deleted alleged, added charged, by Ann. Next: deleted Monday, by Ann, change 1 of 2");
  await reviewing.decide(false);
  expect([around.asked.at(-1), around.story.view.edit]).toEqual(["decide b false", 2]);
});

it("never takes a change whose words are gone", async () => {
  reviewing.choose("c");
  await reviewing.decide(true);
  expect([around.asked, reviewing.said]).toEqual([[], "Cannot be taken. deleted x, added y, by Ann, text removed, change 3 of 3"]);
});

it("undoes by key as long as nothing was written since, and by its button afterwards", async () => {
  expect(reviewing.undoable).toBe(false);
  reviewing.step(1);
  await reviewing.decide(true);
  expect(reviewing.undoable).toBe(true);
  around.story.saver.unsaved = true;
  expect([reviewing.undoable, reviewing.acts]).toEqual([false, 1]);
  await reviewing.undo();
  expect([around.asked.at(-1), reviewing.acts]).toEqual(["undo_decision", 0]);
  await reviewing.undo();
  expect(around.asked.filter((a) => a === "undo_decision")).toHaveLength(1);
});

it("decides about nothing while one suggests, and comes back", async () => {
  await reviewing.turn();
  expect([around.story.suggestion, reviewing.step(1), reviewing.places]).toEqual(["g", false, []]);
  await reviewing.turn();
  expect([around.story.suggestion, around.asked]).toEqual([null, ["suggest", "leave_suggesting"]]);
});
