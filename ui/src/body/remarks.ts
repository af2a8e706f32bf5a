// The words that comments are on, marked quietly. The core says where they stand in the text as last saved;
// here they are found in the text on screen, once for each answer of the core. Nothing works per key but moving marks along.
import type { Node } from "prosemirror-model";
import { Plugin, PluginKey, TextSelection, type EditorState } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import type { WordsPicked } from "../wire";

export type Remark = { id: string; block: number; start: number; length: number; quote: string };
type Told = { remarks: Remark[] } | { flash: string | null };

/** More marks than this only make a page slow and unreadable. */
const MOST = 200;
const AROUND = 80;
const key = new PluginKey<DecorationSet>("remarks");

/** A text block's words, letter for position. */
const wordsOf = (node: Node): string => node.textBetween(0, node.content.size, undefined, (leaf) => leaf.type.spec.leafText?.(leaf) ?? "\ufffc");

/** The text blocks that the core counts: those with a word in them. A line is one by itself. */
export function blocksOf(doc: Node): { from: number; words: string }[] {
  if (doc.inlineContent) return [{ from: 0, words: wordsOf(doc) }];
  const blocks: { from: number; words: string }[] = [];
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    const words = wordsOf(node);
    if (words.trim() !== "") blocks.push({ from: pos + 1, words });
    return false;
  });
  return blocks;
}

/** Where the words begin that are nearest to a place; -1 where they are not. */
export function nearest(words: string, quote: string, at: number): number {
  let best = -1;
  for (let found = words.indexOf(quote); found !== -1; found = words.indexOf(quote, found + 1)) {
    if (best === -1 || Math.abs(found - at) < Math.abs(best - at)) best = found;
  }
  return best;
}

/** Where each remark's words stand in this document. Spaces that a save would take out move them a little; an edit that is not saved yet may hide one until it is. */
export function spots(doc: Node, remarks: Remark[]): { id: string; from: number; to: number }[] {
  const blocks = blocksOf(doc);
  return remarks.slice(0, MOST).flatMap(({ id, block, start, length, quote }) => {
    const words = blocks[block]?.words ?? "";
    // Where the words themselves were changed, the place the core names is what there is.
    const known = nearest(words.replaceAll("\n", " "), quote, start);
    const from = known === -1 ? start : known;
    const to = Math.min(known === -1 ? start + length : known + quote.length, words.length);
    const base = blocks[block]?.from;
    return base === undefined || from >= to ? [] : [{ id, from: base + from, to: base + to }];
  });
}

export function remarkMarks(onpick: (id: string) => void): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, marks) {
        const told = tr.getMeta(key) as Told | undefined;
        if (told === undefined) return tr.docChanged ? marks.map(tr.mapping, tr.doc) : marks;
        if ("remarks" in told) {
          return DecorationSet.create(tr.doc, spots(tr.doc, told.remarks).map(({ id, from, to }) => mark(id, from, to, false)));
        }
        return DecorationSet.create(tr.doc, marks.find().map((m) => mark(idOf(m), m.from, m.to, idOf(m) === told.flash)));
      },
    },
    props: {
      decorations: (state) => key.getState(state),
      handleClick(view, pos) {
        const found = key.getState(view.state)?.find(pos, pos)[0];
        if (found && view.state.selection.empty) onpick(idOf(found));
        return false;
      },
    },
  });
}

const idOf = (mark: Decoration): string => (mark.spec as { id?: string }).id ?? "";
const mark = (id: string, from: number, to: number, flashes: boolean): Decoration =>
  Decoration.inline(from, to, { class: flashes ? "remark flashes" : "remark" }, { id, inclusiveStart: false, inclusiveEnd: false });

export function markRemarks(view: EditorView, remarks: Remark[]): void {
  if (remarks.length === 0 && (key.getState(view.state)?.find().length ?? 0) === 0) return;
  view.dispatch(view.state.tr.setMeta(key, { remarks } satisfies Told).setMeta("addToHistory", false));
}

/** Puts the words of a remark in the middle of the page, picked, and lights them for a moment. */
export function flashWords(view: EditorView, id: string): void {
  const found = key.getState(view.state)?.find().find((m) => idOf(m) === id);
  if (!found) return;
  view.focus();
  const tell = (flash: string | null) => view.state.tr.setMeta(key, { flash } satisfies Told).setMeta("addToHistory", false);
  view.dispatch(tell(id).setSelection(TextSelection.create(view.state.doc, found.from)));
  const { node } = view.domAtPos(found.from);
  (node instanceof HTMLElement ? node : node.parentElement)?.scrollIntoView({ block: "center" });
  setTimeout(() => { if (!view.isDestroyed) view.dispatch(tell(null)); }, 1800);
}

/** The words picked, with what stands around them: of several blocks, those in the first. */
export function wordsPicked(state: EditorState): WordsPicked | null {
  const { $from, to, empty } = state.selection;
  if (empty || !$from.parent.isTextblock) return null;
  const block = blocksOf(state.doc).findIndex((b) => b.from === $from.start());
  const words = wordsOf($from.parent);
  const [start, end] = [$from.parentOffset, Math.min(to - $from.start(), words.length)];
  const quote = words.slice(start, end);
  if (block === -1 || quote.trim() === "") return null;
  return { field: "body", block, start, quote, before: words.slice(Math.max(0, start - AROUND), start), after: words.slice(end, end + AROUND) };
}
