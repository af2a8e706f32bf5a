// What is suggested, shown in the text: words that would go struck out, words that would come in
// beside them. Decorations, never marks: nothing of it is in the document. Made once for each answer
// of the core; a key only moves them along.
import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import type { Node } from "prosemirror-model";
import { blocksOf } from "./remarks";

export type ProposedChange = { id: string; spots: { block: number; start: number; length: number }[]; added: string; said: string };
type Told = { changes: ProposedChange[]; chosen: string | null };

/** More marks than this only make a page slow and unreadable. */
const MOST = 200;
const key = new PluginKey<DecorationSet>("proposed");

/** What is drawn for these changes in this document; the first two hundred. */
export function drawn(doc: Node, changes: ProposedChange[], chosen: string | null): Decoration[] {
  const blocks = blocksOf(doc);
  const out: Decoration[] = [];
  for (const { id, spots, added, said } of changes) {
    let end = -1;
    const now = id === chosen ? " proposed-now" : "";
    for (const { block, start, length } of spots) {
      const here = blocks[block];
      if (!here || out.length >= MOST) continue;
      const from = here.from + Math.min(start, here.words.length);
      end = here.from + Math.min(start + length, here.words.length);
      if (end > from) out.push(Decoration.inline(from, end, { class: `proposed-del${now}`, title: said }, { id, inclusiveStart: false, inclusiveEnd: false }));
    }
    if (end === -1 || added === "" || out.length >= MOST) continue;
    out.push(Decoration.widget(end, () => coming(added, said, now), { id, side: 1, key: `${id}${now}` }));
  }
  return out;
}

function coming(added: string, said: string, now: string): HTMLElement {
  const words = document.createElement("ins");
  words.className = `proposed-ins${now}`;
  words.contentEditable = "false";
  words.title = said;
  words.textContent = added;
  return words;
}

export function proposedMarks(onpick: (id: string) => void): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, marks) {
        const told = tr.getMeta(key) as Told | undefined;
        if (told === undefined) return tr.docChanged ? marks.map(tr.mapping, tr.doc) : marks;
        return DecorationSet.create(tr.doc, drawn(tr.doc, told.changes, told.chosen));
      },
    },
    props: {
      decorations: (state) => key.getState(state),
      handleClick(view, pos) {
        const found = key.getState(view.state)?.find(pos, pos)[0];
        if (found && view.state.selection.empty) onpick((found.spec as { id?: string }).id ?? "");
        return false;
      },
    },
  });
}

export function markProposed(view: EditorView, changes: ProposedChange[], chosen: string | null): void {
  if (changes.length === 0 && (key.getState(view.state)?.find().length ?? 0) === 0) return;
  view.dispatch(view.state.tr.setMeta(key, { changes, chosen } satisfies Told).setMeta("addToHistory", false));
}

/** Brings the chosen change into sight; the focus stays where it is. */
export function showProposed(view: EditorView): void {
  view.dom.querySelector(".proposed-now")?.scrollIntoView({ block: "center" });
}
