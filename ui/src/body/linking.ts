// Making, finding and taking off links, in the body and in one line alike.
import type { Mark, MarkType } from "prosemirror-model";
import { TextSelection, type EditorState, type Transaction } from "prosemirror-state";

/** A stretch of text under one link. */
export type Linked = { from: number; to: number; href: string };

function linkType(state: EditorState): MarkType {
  const type = state.schema.marks["link"];
  if (!type) throw new Error("Both schemas have links.");
  return type;
}

/** The link that the cursor stands in or the selection starts in, whole. */
export function linkHere(state: EditorState): Linked | null {
  const type = linkType(state);
  const { $from, empty } = state.selection;
  const sides = empty ? [$from.nodeBefore, $from.nodeAfter] : [$from.nodeAfter];
  const mark = sides.map((node) => node && type.isInSet(node.marks)).find((found): found is Mark => Boolean(found));
  if (!mark) return null;
  let from = -1;
  let to = -1;
  // One link is a run of neighbours under the same mark that touches the cursor.
  $from.parent.forEach((node, offset) => {
    const start = $from.start() + offset;
    if (!mark.isInSet(node.marks)) return;
    if (to !== start) {
      if (to >= $from.pos) return;
      from = start;
    }
    to = start + node.nodeSize;
  });
  return { from, to, href: String(mark.attrs["href"]) };
}

/** Links the selection, or the link here, or with nothing selected puts `words` in under the link. */
export function withLink(state: EditorState, href: string, words: string): Transaction {
  const type = linkType(state);
  const mark = type.create({ href });
  const here = linkHere(state);
  const { selection } = state;
  const tr = state.tr;
  if (!selection.empty) return tr.removeMark(selection.from, selection.to, type).addMark(selection.from, selection.to, mark);
  if (here) return tr.removeMark(here.from, here.to, type).addMark(here.from, here.to, mark);
  return newLink(state, href, words);
}

/** Puts `words` in at the cursor under a link; what is typed after them is not. */
export function newLink(state: EditorState, href: string, words: string): Transaction {
  const type = linkType(state);
  const marks = state.selection.$from.marks().filter((m) => m.type !== type);
  return state.tr.replaceSelectionWith(state.schema.text(words, [...marks, type.create({ href })]), false).removeStoredMark(type);
}

/** Whether an @ typed here stands at the start of a word, where a link may be. */
export function atWordStart(state: EditorState): boolean {
  const { $from, empty } = state.selection;
  if (!empty || !$from.parent.inlineContent || !$from.parent.type.allowsMarkType(linkType(state))) return false;
  return /(^|[\s([{"'“‘«„‚—–\ufffc])$/.test($from.parent.textBetween(0, $from.parentOffset, undefined, "\ufffc"));
}

/** Takes the link here off; its words stay. */
export function withoutLink(state: EditorState): Transaction {
  const here = linkHere(state);
  const { from, to } = state.selection;
  const tr = state.tr.removeMark(here ? Math.min(here.from, from) : from, here ? Math.max(here.to, to) : to, linkType(state));
  return tr.setSelection(TextSelection.create(tr.doc, state.selection.anchor, state.selection.head));
}
