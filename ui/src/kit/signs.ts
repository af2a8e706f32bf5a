// The signs of kit/quotes.ts in a plain text field. They go in as the browser's own edits, so that its undo
// knows them: one Ctrl+Z, or Backspace right after, gives back what was typed.
import { typed } from "./quotes";

type Field = HTMLTextAreaElement | HTMLInputElement;

/** An edit that the browser's undo knows: deprecated, and still the one way to make it. */
function edit(command: "insertText" | "undo", words = ""): void {
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  document.execCommand(command, false, words);
}

/** For `{@attach}`: `language` is asked per sign. */
export function signsAsTyped(language: () => string): (field: Field) => () => void {
  return (field) => {
    /** What the field said before and after the last change of ours. */
    let last: { typed: string; made: string } | null = null;
    let ours = false;

    function heard(event: Event) {
      if (ours || !(event instanceof InputEvent)) return;
      const caret = field.selectionEnd ?? 0;
      if (event.inputType === "historyUndo") {
        // The browser selects what it brought back; the next key would type over it.
        if (last?.typed === field.value && field.selectionStart !== caret) field.setSelectionRange(caret, caret);
        return;
      }
      last = null;
      if (event.isComposing || event.inputType !== "insertText" || event.data?.length !== 1) return;
      const made = typed(language(), field.value.slice(0, caret - 1), event.data);
      if (!made) return;
      const before = field.value;
      ours = true;
      field.setSelectionRange(caret - 1 - made.back, caret);
      edit("insertText", made.put);
      ours = false;
      last = { typed: before, made: field.value };
    }

    function pressed(event: Event) {
      if (!(event instanceof KeyboardEvent) || event.key !== "Backspace" || event.isComposing || event.ctrlKey || event.altKey || event.shiftKey || event.metaKey) return;
      if (last?.made !== field.value || field.selectionStart !== field.selectionEnd) return;
      event.preventDefault();
      edit("undo");
    }

    field.addEventListener("input", heard);
    field.addEventListener("keydown", pressed);
    return () => {
      field.removeEventListener("input", heard);
      field.removeEventListener("keydown", pressed);
    };
  };
}
