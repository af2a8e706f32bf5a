// Marks in a plain field: going to one, and putting other words in its place so that Ctrl+Z takes it back.
import { putInField } from "../kit/undo";

type Place = { from: number; to: number; words: string };

export function selectIn(box: HTMLTextAreaElement, from: number, to: number): void {
  box.scrollIntoView({ block: "nearest" });
  box.focus({ preventScroll: true });
  box.setSelectionRange(from, to);
}

/** False where the text has moved on and the words no longer stand there. */
export function takeIn(box: HTMLTextAreaElement, { from, to, words }: Place, instead: string): boolean {
  if (box.value.slice(from, to) !== words) return false;
  selectIn(box, from, to);
  putInField(box, from, to, instead);
  return true;
}
