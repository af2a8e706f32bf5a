import { expect, it } from "vitest";
import { steadyTop } from "./typewriter";

const room = { top: 100, height: 800 };

it("moves the page so that the line stands at the steady height", () => {
  expect(steadyTop(700, room, 50), "a line too low").toBe(50 + 700 - 460);
  expect(steadyTop(300, room, 500), "a line too high").toBe(500 - 160);
});

it("moves nothing while the line stays, and never beyond the top", () => {
  expect(steadyTop(462, room, 500)).toBe(500);
  expect(steadyTop(120, room, 90)).toBe(0);
});
