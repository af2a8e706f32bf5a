import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Saved, StetError, StoryDraft } from "../wire";
import { Saver, type SaveState } from "./save";

const FULL: StetError = { code: "newsroom-disk-full", sentence: "The disk is full.", hint: "Free some space." };

/** A core that holds what it is given after `takes` ms, or refuses while `refusing` is set. */
function desk(takes = 20) {
  const writes: { at: number; edit: number; text: string }[] = [];
  const states: SaveState[] = [];
  const saved: Saved[] = [];
  const it = {
    screen: "", reads: 0, refusing: null as StetError | null, together: 0, most: 0, keptOther: false,
    writes, states, saved,
    kinds: () => states.map((s) => s.kind),
    saver: null as unknown as Saver,
    type(text: string) { it.screen = text; it.saver.touch(); },
  };
  it.saver = new Saver({
    edit: 7, savedAt: 1000,
    read: () => { it.reads += 1; return { headline: it.screen } as StoryDraft; },
    write: async (edit, draft) => {
      writes.push({ at: Date.now(), edit, text: draft.headline });
      it.together += 1;
      it.most = Math.max(it.most, it.together);
      if (takes > 0) await new Promise((done) => setTimeout(done, takes));
      it.together -= 1;
      if (it.refusing) throw it.refusing;
      return { edit: edit + 1, savedAt: Date.now(), words: 0, readingMinutes: 0, effectiveUrlSlug: "", seen: "not-published", notices: [], keptOther: it.keptOther, hold: false, notForPublication: false };
    },
    asError: (e) => e as StetError,
    onstate: (s) => states.push(s),
    onsaved: (s) => saved.push(s),
  });
  return it;
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe("saving", () => {
  beforeEach(() => { vi.useFakeTimers({ now: 0 }); });
  afterEach(() => { vi.useRealTimers(); });

  it("starts within 600 ms of the first unsaved keystroke", async () => {
    const d = desk();
    d.type("H");
    expect(d.reads, "the draft is read only when a save starts").toBe(0);
    await pass(600);
    expect(d.writes).toEqual([{ at: 500, edit: 7, text: "H" }]);
    expect(d.kinds()).toEqual(["unsaved", "saving", "saved"]);
  });

  it("is not put off by typing on", async () => {
    const d = desk();
    for (let i = 0; i < 100; i += 1) {
      d.type("x".repeat(i));
      await pass(50);
    }
    const starts = d.writes.map((w) => w.at);
    expect(starts.length).toBeGreaterThan(6);
    starts.reduce((before, at) => { expect(at - before).toBeLessThanOrEqual(700); return at; }, 0);
  });

  it("has one save in flight, and saves again at once what was typed meanwhile", async () => {
    const d = desk(300);
    d.type("one");
    await pass(510);
    d.type("two");
    d.type("three");
    await pass(289);
    expect(d.writes.map((w) => w.text)).toEqual(["one"]);
    await pass(2);
    expect(d.writes.map((w) => w.text)).toEqual(["one", "three"]);
    await pass(300);
    expect(d.most).toBe(1);
    expect(d.saver.unsaved).toBe(false);
  });

  it("carries the edit number of the save before", async () => {
    const d = desk();
    d.type("a");
    await pass(600);
    d.type("b");
    await pass(600);
    expect(d.writes.map((w) => w.edit)).toEqual([7, 8]);
  });

  it("keeps trying a save that fails, at 0.5, 1, 2, 4, 8 and then every 10 seconds", async () => {
    const d = desk(0);
    d.refusing = FULL;
    d.type("kept");
    await pass(40_000);
    const starts = d.writes.map((w) => w.at);
    const gaps = starts.slice(1).map((at, i) => at - (starts[i] ?? 0));
    expect(gaps).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
    expect(d.saver.state).toMatchObject({ kind: "failed", error: FULL });
    expect(d.kinds(), "it says so without flicker").not.toContain("saved");
  });

  it("saves the newest text when the fault is gone", async () => {
    const d = desk();
    d.refusing = FULL;
    d.type("first");
    await pass(700);
    d.type("first and second");
    d.refusing = null;
    await pass(700);
    expect(d.writes.at(-1)?.text).toBe("first and second");
    expect(d.saver.state.kind).toBe("saved");
    expect(d.saver.unsaved).toBe(false);
  });

  it("flushes at once and answers when the text is safe", async () => {
    const d = desk();
    d.type("now");
    const done = d.saver.flush();
    await pass(25);
    await expect(done).resolves.toBe(true);
    expect(d.writes).toEqual([{ at: 0, edit: 7, text: "now" }]);
    await pass(2000);
    expect(d.writes.length, "the waiting timer has nothing left to do").toBe(1);
  });

  it("flushes what was typed while an older save was in flight", async () => {
    const d = desk(300);
    d.type("old");
    await pass(510);
    d.type("new");
    const done = d.saver.flush();
    await pass(700);
    await expect(done).resolves.toBe(true);
    expect(d.writes.map((w) => w.text)).toEqual(["old", "new"]);
    expect(d.most).toBe(1);
  });

  it("answers a flush that fails, and still keeps trying", async () => {
    const d = desk();
    d.refusing = FULL;
    d.type("x");
    const done = d.saver.flush();
    await pass(25);
    await expect(done).resolves.toBe(false);
    expect(d.saver.unsaved).toBe(true);
    d.refusing = null;
    await pass(600);
    expect(d.saver.unsaved).toBe(false);
  });

  it("has nothing to flush when nothing changed", async () => {
    const d = desk();
    await expect(d.saver.flush()).resolves.toBe(true);
    expect(d.writes).toEqual([]);
  });

  it("tells of a draft that cannot be read as of a save that failed", async () => {
    const d = desk();
    const saver = new Saver({
      edit: 0, savedAt: 0, read: () => { throw FULL; }, write: () => Promise.reject(new Error("never reached")),
      asError: (e) => e as StetError, onstate: (s) => d.states.push(s), onsaved: () => undefined,
    });
    saver.touch();
    await pass(510);
    expect(saver.state).toMatchObject({ kind: "failed", error: FULL, tries: 1 });
    saver.stop();
  });

  it("writes nothing after the story has left the screen", async () => {
    const d = desk();
    d.type("x");
    d.saver.stop();
    await pass(20_000);
    expect(d.writes).toEqual([]);
  });

  it("passes on that another window's text was kept as a revision", async () => {
    const d = desk();
    d.keptOther = true;
    d.type("mine");
    await pass(600);
    expect(d.saved[0]?.keptOther).toBe(true);
  });
});
