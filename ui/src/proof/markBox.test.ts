import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, it } from "vitest";
import MarkBox from "./MarkBox.svelte";
import { Proofing, type Open } from "./proofing.svelte";

const open: Open = {
  byKey: false,
  box: { left: 0, right: 10, top: 0, bottom: 10 },
  found: { field: "body", place: "the body", mark: { from: 0, to: 3, kind: "style", rule: "amid", words: "bad", why: "Amid.", suggestions: ["good"] }, media: null, pos: 1, end: 4, inText: true },
};
let closed: boolean[] = [];
let heard = 0;
let shown: Record<string, unknown> | null = null;
const beneath = () => { heard += 1; };

beforeEach(() => {
  document.body.innerHTML = `<p tabindex="0"></p><dialog><input></dialog>`;
  [closed, heard] = [[], 0];
  // As the window does, which was there first.
  window.addEventListener("keydown", beneath);
  shown = mount(MarkBox, { target: document.body, props: { open, proofing: new Proofing("s"), ontake: () => undefined, onclose: (back: boolean) => closed.push(back), onattempt: () => undefined } });
  flushSync();
});
afterEach(() => {
  window.removeEventListener("keydown", beneath);
  if (shown) void unmount(shown);
});
const escape = (on: string) => document.querySelector(on)?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));

it("closes by Esc in the text, and nothing beneath it hears the key", () => {
  escape("p");
  expect([closed, heard]).toEqual([[true], 0]);
});

it("closes by Esc in itself just the same", () => {
  escape(".box");
  expect([closed, heard]).toEqual([[true], 0]);
});

it("leaves the key to a dialog over it", () => {
  escape("dialog input");
  expect([closed, heard]).toEqual([[], 1]);
});
