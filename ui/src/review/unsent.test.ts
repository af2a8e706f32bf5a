import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Review as Said, ReviewThread, WordsPicked } from "../wire";
import Review from "./Review.svelte";
import { Reviewing } from "./reviewing.svelte";
import { Unsent } from "./unsent.svelte";

const on: WordsPicked = { field: "body", block: 0, start: 4, quote: "wall", before: "The ", after: " fell" };
const thread: ReviewThread = { first: { id: "t", author: "Jo Li", text: "Which?", madeAt: 0, isMine: false }, field: "body", quote: "wall", at: null, resolvedAt: null, replies: [] };
let shown: Record<string, unknown> | null = null;
let answer: (sent: boolean) => void;
let asked: string[] = [];

/** The panel as it stands for one story: another story, or another tab, takes it down. */
function show(unsent: Unsent, review: Said = { threads: [thread], suggestions: [], people: [], me: "" }) {
  if (shown) void unmount(shown);
  const send = (what: string) => new Promise<boolean>((done) => { asked.push(what); answer = done; });
  shown = mount(Review, {
    target: document.body,
    props: { review, unsent, zone: "UTC", picked: () => on, onshow: () => undefined, oncomment: (_: WordsPicked, text: string) => send(`comment ${text}`), onreply: (t: ReviewThread, text: string) => send(`${t.first.id} ${text}`), onresolve: () => Promise.resolve(), onremove: () => Promise.resolve(), reviewing: new Reviewing({ story: null, review, instead: () => Promise.resolve(false), say: () => undefined }) },
  });
  flushSync();
}
const box = (label: string) => document.querySelector<HTMLTextAreaElement>(`textarea[aria-label="${label}"]`);
const press = (name: string) => {
  const buttons = [...document.querySelectorAll("button")].filter((b) => b.textContent === name);
  buttons.at(-1)?.click();
  flushSync();
};
function write(label: string, words: string) {
  const field = box(label);
  if (!field) throw new Error(`no field ${label}`);
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  flushSync();
}
const settled = () => new Promise((done) => setTimeout(done));

beforeEach(() => { asked = []; });
afterEach(() => { if (shown) void unmount(shown); shown = null; });

it("keeps a half-written comment and answer with their story, and shows them in no other", () => {
  const [first, second] = [new Unsent(), new Unsent()];
  show(first);
  press("Comment…");
  write("Your comment", "Since when?");
  press("Answer");
  write("Your answer", "The old one.");
  show(second);
  expect([box("Your comment"), box("Your answer"), second.any]).toEqual([null, null, false]);
  press("Comment…");
  expect(box("Your comment")?.value).toBe("");
  show(first);
  expect([box("Your comment")?.value, box("Your answer")?.value]).toEqual(["Since when?", "The old one."]);
  expect(document.activeElement, "they come back without taking the focus").toBe(document.body);
});

it("drops what was sent, once, though the panel turned away meanwhile", async () => {
  const [first, second] = [new Unsent(), new Unsent()];
  show(first);
  press("Comment…");
  write("Your comment", "Since when?");
  press("Add comment");
  press("Add comment");
  show(second);
  answer(true);
  await settled();
  show(first);
  expect(asked).toEqual(["comment Since when?"]);
  expect([box("Your comment"), first.any]).toEqual([null, false]);
});

it("keeps what could not be sent, and drops what was cancelled", async () => {
  const unsent = new Unsent();
  show(unsent);
  press("Answer");
  write("Your answer", "The old one.");
  press("Answer");
  answer(false);
  await settled();
  flushSync();
  expect([asked, box("Your answer")?.value]).toEqual([["t The old one."], "The old one."]);
  press("Cancel");
  await settled();
  expect(document.activeElement?.textContent, "the focus goes back to what began it").toBe("Answer");
  show(unsent);
  expect([box("Your answer"), unsent.any]).toEqual([null, false]);
});

it("shows an answer that waits though its thread was resolved", () => {
  const unsent = new Unsent();
  unsent.beginAnswer("t");
  show(unsent, { threads: [{ ...thread, resolvedAt: 5 }], suggestions: [], people: [], me: "" });
  expect(document.querySelector("details")?.open).toBe(true);
});
