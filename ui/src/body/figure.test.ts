import { NodeSelection } from "prosemirror-state";
import { expect, test } from "vitest";
import type { PmNode } from "../wire";
import { bringPictures } from "./surface";
import { after, open, outline, press, type } from "./trial";

const par = (text: string): PmNode => ({ type: "paragraph", content: [{ type: "text", text }] });
const figure = (media: string, caption: string): PmNode => ({ type: "figure", attrs: { media, alt: "", credit: "" }, content: [{ type: "text", text: caption }] });
const wall = () => open([par("before"), figure("m", "The wall"), par("after")]);

test("enter in a caption goes on beneath the picture", () => {
  const { view } = wall();
  after(view, "The wa");
  press(view, "Enter");
  type(view, "new");
  expect(outline(view.state.doc)).toBe("paragraph: before\nfigure media=m: The wall\nparagraph: new\nparagraph: after");
});

test("backspace at the start of a caption selects the picture and eats nothing", () => {
  const { view } = wall();
  after(view, "T");
  press(view, "Backspace");
  view.dispatch(view.state.tr.delete(view.state.selection.from - 1, view.state.selection.from));
  press(view, "Backspace");
  expect(view.state.selection).toBeInstanceOf(NodeSelection);
  expect(outline(view.state.doc)).toBe("paragraph: before\nfigure media=m: he wall\nparagraph: after");
});

test("typing on a selected picture writes beneath it", () => {
  const { view } = wall();
  view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, 8)));
  type(view, "Hi");
  expect(outline(view.state.doc)).toBe("paragraph: before\nfigure media=m: The wall\nparagraph: Hi\nparagraph: after");
});

test("a block moves up and down with the cursor in it", () => {
  const { view } = wall();
  after(view, "The wa");
  press(view, "Alt-Shift-ArrowUp");
  expect(outline(view.state.doc)).toBe("figure media=m: The wall\nparagraph: before\nparagraph: after");
  type(view, "!");
  expect(view.state.doc.firstChild?.textContent).toBe("The wa!ll");
  press(view, "Alt-Shift-ArrowDown");
  press(view, "Alt-Shift-ArrowDown");
  expect(press(view, "Alt-Shift-ArrowDown"), "the last block has nowhere to go").toBe(false);
  expect(view.state.doc.lastChild?.textContent).toBe("The wa!ll");
});

test("a subhead key leaves a caption a caption, with its picture", () => {
  const { view } = wall();
  after(view, "The wa");
  press(view, "Mod-Alt-2");
  press(view, "Mod-Shift-9");
  expect(outline(view.state.doc)).toBe("paragraph: before\nfigure media=m: The wall\nparagraph: after");
});

test("credit and alt text typed under the picture are in the document", () => {
  const { view } = wall();
  const [credit, alt] = [...view.dom.querySelectorAll<HTMLInputElement>(".block-fields input")];
  const enter = (input: HTMLInputElement | undefined, value: string) => {
    if (!input) throw new Error("the field is missing");
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  expect([...view.dom.querySelectorAll(".block-note")].map((note) => note.textContent)).toEqual(["▲ No credit", "▲ No alt text"]);
  enter(credit, "Jane Doe");
  enter(alt, "A wall");
  expect(view.state.doc.child(1).attrs).toEqual({ media: "m", credit: "Jane Doe", alt: "A wall" });
  expect([...view.dom.querySelectorAll(".block-note")].map((note) => note.textContent)).toEqual(["", "6/125"]);
});

test("a pull quote turned into a paragraph keeps who said it", () => {
  const { view } = open([{ type: "pullquote", attrs: { cite: "E. Petrova" }, content: [{ type: "text", text: "Months" }] }]);
  press(view, "Mod-Alt-0");
  expect(outline(view.state.doc)).toBe("paragraph: Months\nparagraph: E. Petrova");
});

const png = () => new File(["x"], "wall.png", { type: "image/png" });

test("a picture file takes the place of the empty line and the line of waiting goes", async () => {
  const added = waiting<{ media: string; caption: string; credit: string; alt: string }[]>();
  const { view, calls } = open([par("before"), { type: "paragraph" }], { addPictures: () => added.promise });
  const done = bringPictures(view, 9, [png()], calls);
  expect(view.dom.querySelector(".adding")?.textContent).toBe("Adding a picture…");
  view.dispatch(view.state.tr.insertText("Well ", 1));
  added.resolve([{ media: "m", caption: "The wall", credit: "", alt: "" }]);
  await done;
  expect(outline(view.state.doc)).toBe("paragraph: Well before\nfigure media=m: The wall");
  expect(view.dom.querySelector(".adding")).toBeNull();
});

test("a picture that cannot be added is said and leaves the text alone", async () => {
  const error = { code: "picture-empty", sentence: "wall.png is empty.", hint: "Ask for it again." };
  const { view, calls, notices } = open([par("before")], { addPictures: () => Promise.reject(Object.assign(new Error(), error)) });
  await bringPictures(view, 1, [png(), new File(["x"], "notes.pdf", { type: "application/pdf" })], calls);
  expect(notices.map((notice) => notice.code)).toEqual(["not-a-picture", "picture-empty"]);
  expect(outline(view.state.doc)).toBe("paragraph: before");
  expect(view.dom.querySelector(".adding")).toBeNull();
});

/** A promise and the hand that settles it. */
function waiting<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => { resolve = settle; });
  return { promise, resolve };
}

test("leaving the last field goes to what follows and makes a line only at the end of the story", () => {
  const leave = (content: PmNode[]) => {
    const { view } = open(content);
    const alt = view.dom.querySelectorAll<HTMLInputElement>(".block-fields input")[1];
    alt?.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
    type(view, "x");
    return outline(view.state.doc);
  };
  expect(leave([figure("m", "Wall"), { type: "heading", attrs: { level: 2 }, content: [{ type: "text", text: "Head" }] }])).toBe("figure media=m: Wall\nheading level=2: xHead");
  expect(leave([figure("m", "Wall")])).toBe("figure media=m: Wall\nparagraph: x");
});
