import { expect, test } from "vitest";
import { linkHere, newLink, withLink, withoutLink } from "./linking";
import { TextSelection } from "prosemirror-state";
import { after, open, outline, type } from "./trial";

const linked = () => open([{ type: "paragraph", content: [
  { type: "text", text: "see " },
  { type: "text", text: "the ", marks: [{ type: "link", attrs: { href: "https://a.example" } }] },
  { type: "text", text: "survey", marks: [{ type: "link", attrs: { href: "https://a.example" } }, { type: "em" }] },
  { type: "text", text: " now" },
] }]);

test("a link is found whole, across marks, from inside it and from its edges", () => {
  const { view } = linked();
  for (const words of ["see ", "th", "sur", "survey"]) {
    after(view, words);
    expect(linkHere(view.state)).toEqual({ from: 5, to: 15, href: "https://a.example" });
  }
  after(view, " no");
  expect(linkHere(view.state)).toBeNull();
});

test("changing and taking off a link keeps its words and marks", () => {
  const { view } = linked();
  after(view, "sur");
  view.dispatch(withLink(view.state, "https://b.example", ""));
  expect(outline(view.state.doc)).toBe("paragraph: see [the ](https://b.example)[_survey_](https://b.example) now");
  view.dispatch(withoutLink(view.state));
  expect(outline(view.state.doc)).toBe("paragraph: see the _survey_ now");
});

test("with nothing selected the words come in linked, and typing after them is not", () => {
  const { view } = open();
  view.dispatch(withLink(view.state, "https://b.example", "b.example"));
  type(view, "!");
  expect(outline(view.state.doc)).toBe("paragraph: [b.example](https://b.example)!");
});

test("a selection is linked", () => {
  const { view } = open([{ type: "paragraph", content: [{ type: "text", text: "the wall" }] }]);
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, 5, 9)));
  view.dispatch(withLink(view.state, "story:1", ""));
  expect(outline(view.state.doc)).toBe("paragraph: the [wall](story:1)");
});

test("an @ asks for our stories at the start of a word, and is a plain @ inside one", () => {
  const { view, asked } = open([], { at: () => asked.push("at") });
  type(view, "me@calder, (@");
  expect([outline(view.state.doc), asked.filter((a) => a === "at")]).toEqual(["paragraph: me@calder, (", ["at"]]);
  type(view, "“@");
  expect(asked.filter((a) => a === "at")).toHaveLength(2);
});

test("a chosen story comes into the line as a link, even right before another link", () => {
  const { view } = linked();
  after(view, "see ");
  view.dispatch(newLink(view.state, "story:1", "Ferry returns"));
  type(view, ",");
  expect(outline(view.state.doc)).toBe("paragraph: see [Ferry returns](story:1),[the ](https://a.example)[_survey_](https://a.example) now");
});
