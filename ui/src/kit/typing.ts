// Typing goes where the focus is, and nowhere else.

/** Whether what is being typed would land in an editor that does not have the focus. */
export function strays(to: EventTarget | null, focused: Element | null): boolean {
  const editor = to instanceof Element ? to.closest("[contenteditable=true]") : null;
  return editor !== null && !editor.contains(focused);
}

/**
 * WebKit leaves the selection in an editor when a button takes the focus, and puts what is typed then in its place.
 * A reporter who presses a button and types would lose the words that were picked.
 */
export function keepTypingInPlace(): void {
  document.addEventListener("beforeinput", (e) => { if (strays(e.target, document.activeElement)) e.preventDefault(); }, true);
}
