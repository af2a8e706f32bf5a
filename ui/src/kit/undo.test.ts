import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { signsAsTyped } from "./signs";
import { fieldsUndo, Past, putInField } from "./undo";

describe("what a field said before", () => {
  const typeIn = (past: Past, from: string, letters: string, at: number) => Array.from(letters).reduce((text, letter, i) => {
    past.wrote(text + letter, text.length + 1, "typed", at + i * 50);
    return text + letter;
  }, from);

  it("takes back what was typed without a rest as one step, and a rest begins another", () => {
    const past = new Past("");
    const text = typeIn(past, "", "The wall", 0);
    typeIn(past, text, " fell", 2000);
    expect(past.step("undo")).toEqual({ text: "The wall", caret: 8 });
    expect(past.step("undo")).toEqual({ text: "", caret: 0 });
    expect(past.step("undo")).toBeNull();
    expect(past.step("redo")).toEqual({ text: "The wall", caret: 8 });
    expect(past.step("redo")).toEqual({ text: "The wall fell", caret: 13 });
  });

  it("parts typing at another place, typing over words, and deleting", () => {
    const past = new Past("a day");
    past.wrote("a xday", 3, "typed", 0);
    past.wrote("ya xday", 1, "typed", 10);
    past.wrote("z xday", 1, "typed", 20);
    past.wrote("z xda", 5, "deleted", 30);
    past.wrote("z xd", 4, "deleted", 40);
    expect([1, 2, 3, 4].map(() => past.step("undo")?.text)).toEqual(["z xday", "ya xday", "a xday", "a day"]);
  });

  it("takes what an input method composed as one step", () => {
    const past = new Past("");
    past.wrote("n", 1, "composed", 0);
    past.wrote("ni", 2, "composed", 3000);
    past.wrote("你", 1, "composed", 6000);
    past.rest();
    past.wrote("你h", 2, "composed", 6100);
    expect([past.step("undo")?.text, past.step("undo")?.text]).toEqual(["你", ""]);
  });

  it("brings nothing back into another text", () => {
    const past = new Past("");
    past.wrote("One", 3, "put", 0);
    past.stands("Two");
    expect([past.step("undo"), past.step("redo")]).toEqual([null, null]);
  });
});

describe("on the page", () => {
  let end: () => void;
  let headline: HTMLTextAreaElement;
  let find: HTMLInputElement;
  let body: HTMLElement;

  beforeEach(() => {
    document.body.innerHTML = `<textarea></textarea><input type="text"><div contenteditable="true" tabindex="0"><p>Text</p></div><button>x</button>`;
    headline = document.querySelector("textarea") as HTMLTextAreaElement;
    find = document.querySelector("input") as HTMLInputElement;
    body = document.querySelector("div") as HTMLElement;
    end = fieldsUndo();
  });
  afterEach(() => end());

  /** As a browser does: asked first, then written, then told. */
  function type(field: HTMLTextAreaElement | HTMLInputElement, letters: string) {
    field.focus();
    for (const data of letters) {
      const about = { bubbles: true, cancelable: true, inputType: "insertText", data };
      field.dispatchEvent(new InputEvent("beforeinput", about));
      const caret = field.selectionEnd ?? 0;
      field.value = field.value.slice(0, caret) + data + field.value.slice(caret);
      field.setSelectionRange(caret + 1, caret + 1);
      field.dispatchEvent(new InputEvent("input", about));
    }
  }
  function press(on: Element, key: string, more: KeyboardEventInit = {}) {
    const event = new KeyboardEvent("keydown", { key, ctrlKey: key !== "Backspace", bubbles: true, cancelable: true, ...more });
    on.dispatchEvent(event);
    return event;
  }
  function native(on: Element, inputType: string) {
    const event = new InputEvent("beforeinput", { bubbles: true, cancelable: true, inputType });
    on.dispatchEvent(event);
    return event.defaultPrevented;
  }

  it("takes back in the field with the focus alone, whatever was typed since elsewhere", () => {
    type(headline, "Wall");
    type(find, "port");
    headline.focus();
    press(headline, "z");
    expect([headline.value, find.value]).toEqual(["", "port"]);
    press(headline, "Z", { shiftKey: true });
    expect(headline.value).toBe("Wall");
    press(headline, "z");
    press(headline, "y");
    expect([headline.value, find.value]).toEqual(["Wall", "port"]);
  });

  it("never lets the page's own history have the key, with nothing to undo either", () => {
    for (const on of [headline, find, document.querySelector("button") as Element]) expect(press(on, "z").defaultPrevented).toBe(true);
  });

  it("hears the key on a keyboard without Latin letters", () => {
    type(headline, "Стена");
    press(headline, "я", { code: "KeyZ" });
    expect(headline.value).toBe("");
  });

  it("tells whoever listens to the field", () => {
    const heard: string[] = [];
    type(headline, "Wall");
    headline.addEventListener("input", () => heard.push(headline.value));
    press(headline, "z");
    expect(heard).toEqual([""]);
  });

  it("leaves a text alone that was put into the field by others", () => {
    type(headline, "Wall");
    headline.value = "Another story";
    press(headline, "z");
    expect(headline.value).toBe("Another story");
  });

  it("keeps as one step what is tidied as it comes in", async () => {
    headline.addEventListener("input", () => { headline.value = headline.value.replaceAll("\n", " "); });
    headline.focus();
    headline.value = "Wall\nfalls";
    headline.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
    await Promise.resolve();
    press(headline, "z");
    press(headline, "y");
    expect(headline.value).toBe("Wall falls");
  });

  it("keeps the page's history from a text that has not the focus, and lets an editor with the focus answer for itself", () => {
    headline.focus();
    expect(native(body, "historyUndo"), "the body, from elsewhere").toBe(true);
    expect(native(find, "historyRedo"), "another field").toBe(true);
    body.focus();
    expect(native(headline, "historyUndo"), "a field, from the body").toBe(true);
    expect(native(body.firstElementChild as Element, "historyUndo")).toBe(false);
  });

  it("takes back a word that was put in the place of another", () => {
    headline.value = "The wal fell";
    putInField(headline, 4, 7, "wall");
    expect([headline.value, headline.selectionEnd]).toEqual(["The wall fell", 8]);
    press(headline, "z");
    expect(headline.value).toBe("The wal fell");
  });

  test.each(["z", "Backspace"])("%s right after a sign gives back what was typed, and it stays", (key) => {
    const detach = signsAsTyped(() => "en")(headline);
    type(headline, `Mayor: "`);
    expect(headline.value).toBe("Mayor: “");
    press(headline, key);
    expect(headline.value).toBe(`Mayor: "`);
    type(headline, "no");
    expect(headline.value).toBe(`Mayor: "no`);
    press(headline, "z");
    expect(headline.value).toBe(`Mayor: "`);
    press(headline, "z");
    expect(headline.value, "then what was typed before the sign").toBe("");
    detach();
  });
});
