import { expect, it } from "vitest";
import { orderOf } from "./keys";

const press = (key: string, code = "", mods = "ctrl") =>
  orderOf({ key, code, ctrlKey: mods.includes("ctrl"), metaKey: mods.includes("meta"), shiftKey: mods.includes("shift"), altKey: mods.includes("alt") });

it.each([
  ["n", "KeyN", "ctrl", "new"],
  ["N", "KeyN", "meta", "new"],
  ["F", "KeyF", "ctrl shift", "find"],
  ["Enter", "Enter", "ctrl", "publish"],
  ["s", "KeyS", "ctrl", "keep"],
  ["/", "Slash", "ctrl", "keys"],
  ["?", "Slash", "ctrl shift", "keys"],
  ["/", "Digit7", "ctrl shift", "keys"],
  ["&", "Digit1", "ctrl", "details"],
  ["é", "Digit2", "ctrl", "headlines"],
  ["6", "Digit6", "ctrl", "publish"],
  ["L", "KeyL", "ctrl shift", "headlines"],
  ["Z", "KeyZ", "ctrl shift", "undo-restore"],
  ["f", "KeyF", "ctrl", "find-here"],
  ["h", "KeyH", "ctrl", "replace-here"],
  ["F3", "F3", "", "next-hit"],
  ["F3", "F3", "shift", "last-hit"],
  ["ß", "KeyS", "ctrl alt", "snippet"],
  ["y", "KeyY", "ctrl alt", "typewriter"],
  ["p", "KeyP", "ctrl alt", "plan"],
  ["n", "KeyN", "ctrl alt", "commission"],
  ["T", "KeyT", "ctrl shift", "template"],
  ["\\", "Backslash", "ctrl", "beside"],
  ["#", "Backslash", "ctrl", "beside"],
  ["F11", "F11", "", "focus"],
  ["E", "KeyE", "ctrl shift", "suggest"],
  ["ArrowDown", "ArrowDown", "alt", "next-change"],
  ["Backspace", "Backspace", "alt", "reject"],
  ["z", "KeyZ", "ctrl", "undo-decision"], // the text has it, but right after a decision
  ["F6", "F6", "", "next-region"],
  ["F6", "F6", "shift", "last-region"],
])("%s (%s, %s) asks for %s", (key, code, mods, order) => {
  expect(press(key, code, mods)).toBe(order);
});

it("leaves alone what the system and the text own", () => {
  expect(press("q", "KeyQ")).toBeNull();
  expect(press("n", "KeyN", "")).toBeNull();
  expect(press("2", "Digit2", "ctrl alt"), "a subhead in the body").toBeNull();
});
