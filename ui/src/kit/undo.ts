// Undo in the plain fields. WebKitGTK keeps one history of edits for the whole page, so that Ctrl+Z in a field could
// take back what was typed in the body or in another field, out of sight. Here each field has a history of its own,
// and the page's is never asked. An editor (contenteditable) has its own too: of the page's, it hears only while it
// has the focus, and then answers for itself.

export type Field = HTMLTextAreaElement | HTMLInputElement;
export type Way = "undo" | "redo";
/** How words came in: what comes in the same way, at the same place, without a rest, is one step. */
export type How = "typed" | "deleted" | "composed" | "put";

/** Milliseconds without a key that end a step. */
const REST = 400;
/** Steps kept of one field. */
const MOST = 200;

/** Where two texts differ; what stands behind `caret` in the second is taken for untouched. */
function difference(was: string, is: string, caret: number | null): { from: number; took: string; gave: string } {
  const most = Math.min(was.length, is.length);
  const behind = (tail: number, limit: number): number => {
    let n = tail;
    while (n < limit && was[was.length - 1 - n] === is[is.length - 1 - n]) n += 1;
    return n;
  };
  const known = behind(0, Math.min(most, caret === null ? 0 : is.length - caret));
  let from = 0;
  while (from < most - known && was[from] === is[from]) from += 1;
  const tail = behind(known, most - from);
  return { from, took: was.slice(from, was.length - tail), gave: is.slice(from, is.length - tail) };
}

/** What one field said before, and what was taken back. */
export class Past {
  #before: string[] = [];
  #after: string[] = [];
  #how: How = "put";
  /** Where the last change ended, and when it was made. */
  #edge = 0;
  #at = 0;

  constructor(private text: string) {}

  /** The field says something that nobody typed into it: another text, to which nothing of before belongs. */
  stands(text: string): void {
    if (text === this.text) return;
    this.#before = [];
    this.#after = [];
    this.#how = "put";
    this.text = text;
  }

  /** What was just written was tidied at once: that is one step with it. */
  tidied(text: string): void {
    this.text = text;
  }

  /** What comes next is a step of its own. */
  rest(): void {
    this.#how = "put";
  }

  wrote(text: string, caret: number | null, how: How, at: number): void {
    if (text === this.text) return;
    const { from, took, gave } = difference(this.text, text, caret);
    const beside = from === this.#edge || (how === "deleted" && from + took.length === this.#edge);
    const alike = (how === "typed" && took === "") || (how === "deleted" && gave === "");
    const goesOn = how === this.#how && (how === "composed" || (alike && beside && at - this.#at < REST));
    if (!goesOn) this.#before = [...this.#before, this.text].slice(-MOST);
    this.#after = [];
    this.#how = how;
    this.#edge = from + gave.length;
    this.#at = at;
    this.text = text;
  }

  /** The text one step back or on, and where the change in it ends; null where there is none. */
  step(way: Way): { text: string; caret: number } | null {
    const [source, other] = way === "undo" ? [this.#before, this.#after] : [this.#after, this.#before];
    let text = source.pop();
    while (text === this.text) text = source.pop();
    if (text === undefined) return null;
    other.push(this.text);
    const { from, gave } = difference(this.text, text, null);
    this.text = text;
    this.#how = "put";
    return { text, caret: from + gave.length };
  }
}

const pasts = new WeakMap<Field, Past>();
const WITH_WORDS = ["text", "search", "url", "tel", "email"];

function fieldOf(target: EventTarget | null): Field | null {
  if (target instanceof HTMLTextAreaElement) return target;
  return target instanceof HTMLInputElement && WITH_WORDS.includes(target.type) ? target : null;
}

/** The history of a field, true to what it says now. */
function pastOf(field: Field): Past {
  const past = pasts.get(field) ?? new Past(field.value);
  pasts.set(field, past);
  past.stands(field.value);
  return past;
}

/** Writes a value, and has everyone hear it. */
function say(field: Field, value: string, caret: number, inputType: string): void {
  field.value = value;
  // A field for a mail address has no cursor that could be set.
  if (field.selectionStart !== null) field.setSelectionRange(caret, caret);
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType }));
}

/** Puts words in the place of others, as one step of the field's own undo; the cursor is after them. */
export function putInField(field: Field, from: number, to: number, words: string): void {
  pastOf(field);
  say(field, field.value.slice(0, from) + words + field.value.slice(to), from + words.length, "insertReplacementText");
}

/** One step of the field's own history; false where there is none. */
export function stepInField(field: Field, way: Way): boolean {
  const step = field.readOnly || field.disabled ? null : pastOf(field).step(way);
  if (step) say(field, step.text, step.caret, way === "undo" ? "historyUndo" : "historyRedo");
  return step !== null;
}

/** What a key asks of a history. Where the keyboard has no Latin letters, the place of the key decides. */
function historyAsked(e: KeyboardEvent): Way | null {
  if (e.isComposing || e.altKey || e.ctrlKey === e.metaKey) return null;
  const code = /^[a-z]$/i.test(e.key) ? `Key${e.key.toUpperCase()}` : e.code;
  if (code === "KeyZ") return e.shiftKey ? "redo" : "undo";
  return code === "KeyY" && !e.shiftKey ? "redo" : null;
}

function howOf(e: Event): How {
  if (!(e instanceof InputEvent)) return "put";
  if (e.isComposing || ["insertCompositionText", "deleteCompositionText", "insertFromComposition"].includes(e.inputType)) return "composed";
  if (e.inputType === "insertText") return "typed";
  return ["deleteContentBackward", "deleteContentForward"].includes(e.inputType) ? "deleted" : "put";
}

function wayOf(e: Event): Way | null {
  if (!(e instanceof InputEvent)) return null;
  return e.inputType === "historyUndo" ? "undo" : e.inputType === "historyRedo" ? "redo" : null;
}

/** Keeps a history for every plain field of the page, until the answer is called. */
export function fieldsUndo(): () => void {
  function known(e: Event) {
    const field = fieldOf(e.target);
    if (field) pastOf(field);
  }
  function begins(e: Event) {
    const way = wayOf(e);
    if (way === null) { known(e); return; }
    const here = document.activeElement;
    const inEditor = here instanceof HTMLElement && here.isContentEditable && e.target instanceof Node && here.contains(e.target);
    if (inEditor) return;
    e.preventDefault();
    e.stopPropagation();
    const field = fieldOf(e.target);
    if (field !== null && field === here) stepInField(field, way);
  }
  function composes(e: Event) {
    const field = fieldOf(e.target);
    if (field) pastOf(field).rest();
  }
  // On the way down: before a sign is put in the place of what was typed, so that each is a step.
  function wrote(e: Event) {
    const field = fieldOf(e.target);
    if (field) (pasts.get(field) ?? pastOf(field)).wrote(field.value, field.selectionEnd, howOf(e), e.timeStamp);
  }
  // On the way up: everyone has heard it, and may have tidied it.
  function heard(e: Event) {
    const field = fieldOf(e.target);
    if (!field) return;
    const tidied = () => pasts.get(field)?.tidied(field.value);
    tidied();
    queueMicrotask(tidied);
  }
  function pressed(e: KeyboardEvent) {
    const way = historyAsked(e);
    if (way === null || e.defaultPrevented) return;
    // The page's history is not asked where there is nothing to undo either.
    e.preventDefault();
    const field = fieldOf(e.target);
    if (field) stepInField(field, way);
  }
  window.addEventListener("focusin", known, true);
  window.addEventListener("beforeinput", begins, true);
  window.addEventListener("compositionstart", composes, true);
  window.addEventListener("input", wrote, true);
  window.addEventListener("input", heard);
  window.addEventListener("keydown", pressed);
  return () => {
    window.removeEventListener("focusin", known, true);
    window.removeEventListener("beforeinput", begins, true);
    window.removeEventListener("compositionstart", composes, true);
    window.removeEventListener("input", wrote, true);
    window.removeEventListener("input", heard);
    window.removeEventListener("keydown", pressed);
  };
}
