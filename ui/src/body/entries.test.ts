import { expect, test } from "vitest";
import { newEntry } from "./entries";
import { insertions } from "./menu";
import { after, open, outline, press, type } from "./trial";

const para = (text: string) => ({ type: "paragraph", content: [{ type: "text", text }] });
const begin = (view: ReturnType<typeof open>["view"], wall: string) => newEntry(wall)(view.state, view.dispatch.bind(view));

test("the first entry follows the text that is there, and the next one goes above it", () => {
  const { view } = open([para("What we know.")]);
  after(view, "What we know.");
  begin(view, "2026-11-29 13:40");
  type(view, "The wind rises");
  press(view, "Enter");
  type(view, "Gusts of ninety.");
  begin(view, "2026-11-29 14:05");
  type(view, "The ferry turns back");
  expect(outline(view.state.doc)).toBe([
    "paragraph: What we know.",
    "heading level=2: 2026-11-29 14:05 The ferry turns back",
    "heading level=2: 2026-11-29 13:40 The wind rises",
    "paragraph: Gusts of ninety.",
  ].join("\n"));
});

test("on an empty line the first entry takes its place, by the menu and by its key", () => {
  const { view, calls } = open([], { wall: () => "2026-11-29 13:40" });
  insertions.find((entry) => entry.id === "entry")?.run(view, { picture: () => undefined, card: () => undefined, wall: () => "2026-11-29 13:40" });
  expect(outline(view.state.doc)).toBe("heading level=2: 2026-11-29 13:40 ");
  expect(calls.wall?.()).toBe("2026-11-29 13:40");
  press(view, "Mod-Alt-u");
  expect(view.state.doc.childCount).toBe(2);
});

test("a subhead without an hour begins no entry, and one undo takes an entry back", () => {
  const { view } = open([{ type: "heading", attrs: { level: 2 }, content: [{ type: "text", text: "The background" }] }, para("It began in May.")]);
  after(view, "May.");
  begin(view, "2026-11-29 13:40");
  expect(view.state.doc.lastChild?.textContent).toBe("2026-11-29 13:40 ");
  press(view, "Mod-z");
  expect(outline(view.state.doc)).toBe("heading level=2: The background\nparagraph: It began in May.");
});
