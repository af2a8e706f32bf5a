// What finding needs of an editor: its texts, marks on what was found, the selection, and one step of replacing.
import { closeHistory } from "prosemirror-history";
import type { Node } from "prosemirror-model";
import { NodeSelection, Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import { attr } from "./schema";

/** A text of an editor: the words of one block from `start` on, or one attribute of the block at `start`. */
export type Stretch = { start: number; attr: string | null; where: string; text: string };

/** A hit in an editor; `attr` as in Stretch, with offsets into the words. */
export type Spotted = { start: number; attr: string | null; from: number; to: number };

const WHERE: Record<string, string> = { figure: "a caption", pullquote: "a pull quote", heading: "a subhead", table_cell: "a table", table_header: "a table" };
const FIELDS: Record<string, [name: string, where: string][]> = {
  figure: [["credit", "a credit"], ["alt", "an alt text"]],
  pullquote: [["cite", "a pull quote"]],
};

/** The words of a block, one unit for each position, so that a place in them is a place in the document. */
function wordsOf(block: Node): string {
  let text = "";
  block.forEach((child) => {
    text += child.isText ? (child.text ?? "") : (child.type.name === "hard_break" ? "\n" : "\ufffc").repeat(child.nodeSize);
  });
  return text;
}

/** Every text of a document, in its order. */
export function stretchesOf(doc: Node, where: string): Stretch[] {
  if (doc.inlineContent) return [{ start: 0, attr: null, where, text: wordsOf(doc) }];
  const found: Stretch[] = [];
  doc.descendants((node, pos) => {
    if (node.isTextblock && node.content.size > 0) found.push({ start: pos + 1, attr: null, where: WHERE[node.type.name] ?? where, text: wordsOf(node) });
    for (const [name, said] of FIELDS[node.type.name] ?? []) {
      const text = attr(node, name);
      if (text !== "") found.push({ start: pos, attr: name, where: said, text });
    }
    return !node.isTextblock;
  });
  return found;
}

type Shown = { hits: Spotted[]; at: number };
const key = new PluginKey<DecorationSet>("finding");

/** Marks on what was found; they move with the text and cost nothing while nothing is sought. */
export const findMarks = (): Plugin<DecorationSet> =>
  new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, set) {
        const shown = tr.getMeta(key) as Shown | undefined;
        if (!shown) return tr.docChanged && set !== DecorationSet.empty ? set.map(tr.mapping, tr.doc) : set;
        return DecorationSet.create(tr.doc, shown.hits.flatMap((hit, index) => {
          const now = index === shown.at ? "is-found is-now" : "is-found";
          if (hit.attr === null) return [Decoration.inline(hit.start + hit.from, hit.start + hit.to, { class: now })];
          const node = tr.doc.nodeAt(hit.start);
          return node && index === shown.at ? [Decoration.node(hit.start, hit.start + node.nodeSize, { class: "holds-found" })] : [];
        }));
      },
    },
    props: { decorations: (state) => key.getState(state) },
  });

/** Marks these hits, and the one at `at` (-1: none) as the one to look at. */
export function mark(view: EditorView, hits: Spotted[], at: number): void {
  if (hits.length === 0 && key.getState(view.state) === DecorationSet.empty) return;
  view.dispatch(view.state.tr.setMeta(key, { hits, at } satisfies Shown).setMeta("addToHistory", false));
}

/** Selects a hit, without taking the focus. */
export function select(view: EditorView, hit: Spotted): void {
  const { doc, tr } = view.state;
  view.dispatch(tr.setSelection(hit.attr === null ? TextSelection.create(doc, hit.start + hit.from, hit.start + hit.to) : NodeSelection.create(doc, hit.start)));
}

/** Puts words in the place of hits, all in one step of undo. The marks are those of the first letter replaced. */
export function replaced(state: EditorState, changes: { hit: Spotted; words: string }[]): Transaction {
  const tr = closeHistory(state.tr);
  const order = [...changes].sort((a, b) => b.hit.start - a.hit.start || b.hit.from - a.hit.from);
  for (const { hit, words } of order) {
    if (hit.attr === null) {
      const from = hit.start + hit.from;
      const marks = state.doc.resolve(from).nodeAfter?.marks ?? [];
      if (words === "") tr.delete(from, hit.start + hit.to);
      else tr.replaceWith(from, hit.start + hit.to, state.schema.text(words, marks));
    } else {
      // Blocks keep their places while only words before them in the order are still to come; the node is read anew.
      const at = tr.mapping.map(hit.start);
      const node = tr.doc.nodeAt(at);
      if (!node) continue;
      const text = attr(node, hit.attr);
      tr.setNodeAttribute(at, hit.attr, text.slice(0, hit.from) + words + text.slice(hit.to));
    }
  }
  return tr;
}

/** The line of a hit brought into sight, where it is not. */
export function bring(view: EditorView, hit: Spotted): void {
  const dom = hit.attr === null ? view.domAtPos(hit.start + hit.from).node : view.nodeDOM(hit.start);
  const element = dom instanceof HTMLElement ? dom : dom?.parentElement;
  const scroll = element?.closest<HTMLElement>(".scroll");
  if (!element || !scroll) return;
  const line = hit.attr === null ? view.coordsAtPos(hit.start + hit.from) : element.getBoundingClientRect();
  const room = scroll.getBoundingClientRect();
  if (line.top >= room.top + 40 && line.bottom <= room.bottom - 40) return;
  scroll.scrollTop += line.top - room.top - room.height / 3;
}
