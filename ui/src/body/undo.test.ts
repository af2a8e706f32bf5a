import { history } from "prosemirror-history";
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fieldsUndo } from "../kit/undo";
import { schema } from "./schema";

let view: EditorView;
let field: HTMLInputElement;
let end: () => void;

beforeEach(() => {
  document.body.innerHTML = `<input type="text"><div></div>`;
  field = document.querySelector("input") as HTMLInputElement;
  view = new EditorView(document.querySelector("div"), { state: EditorState.create({ schema, plugins: [history()] }) });
  view.dom.tabIndex = 0;
  view.dispatch(view.state.tr.insertText("The wall fell."));
  end = fieldsUndo();
});
afterEach(() => { view.destroy(); end(); });

/** What a browser asks before it takes back an edit of its own history. */
const asked = () => {
  const event = new InputEvent("beforeinput", { inputType: "historyUndo", bubbles: true, cancelable: true });
  view.dom.dispatchEvent(event);
  return event.defaultPrevented;
};

test("the page's history cannot change the body while the focus is elsewhere", () => {
  field.focus();
  expect(asked()).toBe(true);
  expect(view.state.doc.textContent).toBe("The wall fell.");
});

test("with the focus the body takes back its own last step, and the page's history has no say", () => {
  view.dom.focus();
  expect(asked()).toBe(true);
  expect(view.state.doc.textContent).toBe("");
  expect(asked(), "with nothing left to take back either").toBe(true);
});
