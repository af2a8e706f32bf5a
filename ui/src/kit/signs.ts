// The signs of kit/quotes.ts in a plain text field. Each is a step of the field's own undo (undo.ts): one Ctrl+Z, or
// Backspace right after, gives back what was typed.
import { typed } from "./quotes";
import { putInField, stepInField, type Field } from "./undo";

/** For `{@attach}`: `language` is asked per sign. */
export function signsAsTyped(language: () => string): (field: Field) => () => void {
  return (field) => {
    /** The last change of ours: what the field says since, and where it ends. */
    let last: { value: string; end: number } | null = null;

    function heard(event: Event) {
      last = null;
      if (!(event instanceof InputEvent) || event.isComposing || event.inputType !== "insertText" || event.data?.length !== 1) return;
      const caret = field.selectionEnd ?? 0;
      const made = typed(language(), field.value.slice(0, caret - 1), event.data);
      if (!made) return;
      const from = caret - 1 - made.back;
      putInField(field, from, caret, made.put);
      last = { value: field.value, end: from + made.put.length };
    }

    function pressed(event: Event) {
      if (!(event instanceof KeyboardEvent) || event.key !== "Backspace" || event.isComposing) return;
      if (event.ctrlKey || event.altKey || event.shiftKey || event.metaKey) return;
      if (last?.value !== field.value || field.selectionStart !== last.end || field.selectionEnd !== last.end) return;
      if (stepInField(field, "undo")) event.preventDefault();
    }

    field.addEventListener("input", heard);
    field.addEventListener("keydown", pressed);
    return () => {
      field.removeEventListener("input", heard);
      field.removeEventListener("keydown", pressed);
    };
  };
}
