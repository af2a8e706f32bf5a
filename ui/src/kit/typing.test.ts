import { expect, it } from "vitest";
import { strays } from "./typing";

it("keeps what is typed at a button out of the text whose words are picked", () => {
  document.body.innerHTML = `<div contenteditable="true"><p id="words">here</p></div><button>Add a byline</button><input>`;
  const [words, editor, button, input] = ["#words", "[contenteditable]", "button", "input"].map((css) => document.querySelector(css));
  expect(strays(words ?? null, button ?? null)).toBe(true);
  expect(strays(editor ?? null, document.body)).toBe(true);
  expect(strays(words ?? null, editor ?? null)).toBe(false);
  expect(strays(input ?? null, input ?? null)).toBe(false);
});
