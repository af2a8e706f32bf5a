import { expect, test } from "vitest";
import { insertions, matching } from "./menu";
import { press, type, open, outline } from "./trial";

const names = (typed: string) => matching(typed).map((entry) => entry.name);

test("typing filters by name first, then by other words", () => {
  expect(names("pi")).toEqual(["Picture"]);
  expect(names("quo")).toEqual(["Pull quote", "Block quote"]);
  expect(names("photo")).toEqual(["Picture"]);
  expect(names("list")).toEqual(["List", "Numbered list"]);
  expect(names("zebra")).toEqual([]);
  expect(names("")).toHaveLength(insertions.length);
});

test.each([
  ["pullquote", "pullquote: x"],
  ["blockquote", "blockquote\n  paragraph: x"],
  ["list", "bullet_list\n  list_item\n    paragraph: x"],
  ["numbered", "ordered_list order=1\n  list_item\n    paragraph: x"],
  ["rule", "horizontal_rule\nparagraph: x"],
  ["subhead", "heading level=2: x"],
])("%s takes the place of the empty line and typing goes on in it", (id, expected) => {
  const { view, calls } = open();
  insertions.find((entry) => entry.id === id)?.run(view, { picture: () => calls.link(), card: () => calls.link(), wall: () => "" });
  type(view, "x");
  expect(outline(view.state.doc)).toBe(expected);
});

test("tab walks a table and makes a row at its end; enter in the last row goes on beneath", () => {
  const { view } = open();
  insertions.find((entry) => entry.id === "table")?.run(view, { picture: () => undefined, card: () => undefined, wall: () => "" });
  for (const cell of ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]) {
    type(view, cell);
    press(view, "Tab");
  }
  const table = view.state.doc.firstChild;
  expect(table?.childCount).toBe(4);
  expect(table?.firstChild?.firstChild?.type.name).toBe("table_header");
  expect(table?.lastChild?.textContent).toBe("j");
  press(view, "Enter");
  type(view, "below");
  expect(view.state.doc.lastChild?.textContent).toBe("below");
});

test("a slash on an empty line asks for the menu; elsewhere it is a slash", () => {
  const { view, asked } = open();
  type(view, "/");
  expect(asked).toContain("menu");
  expect(view.state.doc.textContent).toBe("");
  type(view, "a/b");
  expect(view.state.doc.textContent).toBe("a/b");
});
