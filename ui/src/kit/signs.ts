// The signs of kit/quotes.ts in a plain text field. They go in as the browser's own edits, so that its undo
// still works: one Ctrl+Z, or Backspace right after, gives back what was typed. WebKitGTK has no key for undo in
// a field, so the keys are here.
import { typed } from "./quotes";

type Field = HTMLTextAreaElement | HTMLInputElement;

/** An edit that the browser's undo knows: deprecated, and still the one way to make it. */
function edit(command: "insertText" | "undo" | "redo", words = ""): void {
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  document.execCommand(command, false, words);
}

/** Whether the browser has an edit to take back, or to make again. */
function has(history: "undo" | "redo"): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return document.queryCommandEnabled(history);
}

/** What a key asks of the field's history. */
function asks(event: KeyboardEvent): "undo" | "redo" | null {
  if (event.isComposing || event.altKey || event.ctrlKey === event.metaKey) return null;
  const key = event.key.toLowerCase();
  if (key === "z") return event.shiftKey ? "redo" : "undo";
  return key === "y" && !event.shiftKey ? "redo" : null;
}

/** For `{@attach}`: `language` is asked per sign. */
export function signsAsTyped(language: () => string): (field: Field) => () => void {
  return (field) => {
    /** The last change of ours: what the field says since, where it ends, and what stood there as typed. */
    let last: { value: string; end: number; put: string; was: string } | null = null;
    let ours = false;

    function replace(from: number, to: number, words: string) {
      ours = true;
      field.setSelectionRange(from, to);
      edit("insertText", words);
      ours = false;
    }

    function heard(event: Event) {
      if (ours || !(event instanceof InputEvent)) return;
      last = null;
      if (event.isComposing || event.inputType !== "insertText" || event.data?.length !== 1) return;
      const caret = field.selectionEnd ?? 0;
      const made = typed(language(), field.value.slice(0, caret - 1), event.data);
      if (!made) return;
      const from = caret - 1 - made.back;
      const was = field.value.slice(from, caret);
      replace(from, caret, made.put);
      last = { value: field.value, end: from + made.put.length, put: made.put, was };
    }

    function pressed(event: Event) {
      if (!(event instanceof KeyboardEvent)) return;
      const plain = !event.isComposing && !event.ctrlKey && !event.altKey && !event.shiftKey && !event.metaKey;
      const history = asks(event);
      const back = history === "undo" || (event.key === "Backspace" && plain);
      if (back && last?.value === field.value && field.selectionStart === last.end && field.selectionEnd === last.end) {
        const { end, put, was } = last;
        last = null;
        event.preventDefault();
        replace(end - put.length, end, was);
      } else if (history && has(history)) {
        event.preventDefault();
        edit(history);
      }
    }

    field.addEventListener("input", heard);
    field.addEventListener("keydown", pressed);
    return () => {
      field.removeEventListener("input", heard);
      field.removeEventListener("keydown", pressed);
    };
  };
}
