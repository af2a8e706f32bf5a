import { expect, test } from "vitest";
import { inlineSchema } from "./schema";
import { docFrom } from "./stored";
import { lineView } from "./surface";
import { after, open, outline, press, type } from "./trial";

const typing = (text: string, language = "en") => {
  const { view } = open([], { language: () => language });
  type(view, text);
  return view;
};

test("a paragraph gets the signs of its language as it is typed", () => {
  expect(outline(typing(`"It's over," she said -- then...`).state.doc)).toBe("paragraph: “It’s over,” she said – then…");
  expect(outline(typing(`"Nein"`, "de").state.doc)).toBe("paragraph: „Nein“");
  expect(outline(typing(`"ہاں"`, "ur").state.doc)).toBe(`paragraph: "ہاں"`);
});

test.each(["Mod-z", "Backspace"])("%s right after gives back exactly what was typed, and it stays", (key) => {
  for (const [before, sign] of [["said ", `"`], ["it", "'"], ["a -", "-"], ["wait..", "."]] as const) {
    const view = typing(before);
    type(view, sign);
    press(view, key);
    expect(view.state.doc.textContent).toBe(before + sign);
    type(view, "x");
    expect(view.state.doc.textContent).toBe(`${before}${sign}x`);
  }
});

test("three hyphens alone are still a rule, and inside a bold phrase the signs stay bold", () => {
  expect(outline(typing("---").state.doc)).toBe("horizontal_rule\nparagraph: ");
  const { view } = open([{ type: "paragraph", content: [{ type: "text", text: "said ", marks: [{ type: "strong" }] }] }]);
  after(view, "said ");
  type(view, `"no`);
  expect(outline(view.state.doc)).toBe("paragraph: **said “no**");
});

test("captions and lines get them too", () => {
  const figure = open([{ type: "figure", attrs: { media: "m" } }]).view;
  type(figure, `"Over"`);
  expect(figure.state.doc.textContent).toBe("“Over”");
  const { calls } = open();
  const line = lineView(document.createElement("div"), docFrom(inlineSchema, { type: "doc", content: [] }), calls, () => ({ label: "Standfirst", placeholder: "", language: "en", direction: "ltr" }));
  type(line, `"It's" --- over`);
  expect(line.state.doc.textContent).toBe("“It’s” — over");
  press(line, "Backspace");
});

test("nothing is changed while an input method composes", () => {
  const { view } = open();
  Object.defineProperty(view, "composing", { value: true });
  type(view, `"a"`);
  expect(view.state.doc.textContent).toBe(`"a"`);
});
