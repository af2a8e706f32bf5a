import { expect, test } from "vitest";
import { open, outline, press, type } from "./trial";

const typed = (text: string) => {
  const { view } = open();
  type(view, text);
  return outline(view.state.doc);
};

test.each([
  ["## Nobody rang", "heading level=2: Nobody rang"],
  ["### Small", "heading level=3: Small"],
  ["#### Smaller", "heading level=4: Smaller"],
  ["- one", "bullet_list\n  list_item\n    paragraph: one"],
  ["* one", "bullet_list\n  list_item\n    paragraph: one"],
  ["1. one", "ordered_list order=1\n  list_item\n    paragraph: one"],
  ["4. four", "ordered_list order=4\n  list_item\n    paragraph: four"],
  ["> said", "blockquote\n  paragraph: said"],
  ["---", "horizontal_rule\nparagraph: "],
  ["a **bold** b", "paragraph: a **bold** b"],
  ["an *italic* word", "paragraph: an _italic_ word"],
  ["an _italic_ word", "paragraph: an _italic_ word"],
  ["“*quoted*”", "paragraph: “_quoted_”"],
  ["see [the survey](example.org/s) now", "paragraph: see [the survey](https://example.org/s) now"],
  ["نہر **دیوار** گری", "paragraph: نہر **دیوار** گری"],
])("typing %j", (text, expected) => {
  expect(typed(text)).toBe(expected);
});

test.each(["2*3*4 is 24", "snake_case_name", "** not bold **", "# one sign is text", "a - b", "say [x](javascript:alert) plainly", "1995. was dry"])(
  "%j stays as typed",
  (text) => { expect(typed(text)).toBe(`paragraph: ${text}`); },
);

test.each(["Backspace", "Mod-z"])("%s right after takes a conversion back to what was typed", (key) => {
  const { view } = open();
  type(view, "## ");
  expect(outline(view.state.doc)).toBe("heading level=2: ");
  press(view, key);
  expect(outline(view.state.doc)).toBe("paragraph: ## ");
  type(view, "x");
  expect(outline(view.state.doc)).toBe("paragraph: ## x");
});

test("backspace takes bold back to its signs", () => {
  const { view } = open();
  type(view, "**bold**");
  press(view, "Backspace");
  expect(outline(view.state.doc)).toBe("paragraph: **bold**");
});

test("text after a bold word is not bold", () => {
  expect(typed("**bold**er")).toBe("paragraph: **bold**er");
});

test("a caption does not become a subhead or a list", () => {
  const { view } = open([{ type: "figure", attrs: { media: "m" } }]);
  type(view, "## x");
  expect(outline(view.state.doc)).toBe("figure media=m: ## x");
});
