// Quotation marks, dashes and the ellipsis as typed, in the body and in one line. Undo or Backspace right
// after gives back what was typed (keys.ts), and it is not changed again.
import { Plugin, type EditorState, type Transaction } from "prosemirror-state";
import { typed } from "../kit/quotes";

/** How much of a paragraph is looked at: enough for any open quotation, little per key. */
const lookBack = 400;

/** What prosemirror-inputrules keeps, so that its `undoInputRule` takes this back too. */
type Undoable = { transform: Transaction; from: number; to: number; text: string };

/** The plugin; `language` is asked per sign, since it may change while the text is open. */
export function smartSigns(language: () => string, ruled: (state: EditorState) => boolean = () => false): Plugin<Undoable | null> {
  const plugin: Plugin<Undoable | null> = new Plugin<Undoable | null>({
    state: {
      init: () => null,
      apply(tr, kept) {
        const made = tr.getMeta(plugin) as Undoable | undefined;
        return made ?? (tr.selectionSet || tr.docChanged ? null : kept);
      },
    },
    props: {
      // Only what a key gives comes here; what an input method composes does not.
      handleTextInput(view, from, to, text) {
        if (view.composing || text.length !== 1) return false;
        const { state } = view;
        const $from = state.doc.resolve(from);
        const before = $from.parent.textBetween(Math.max(0, $from.parentOffset - lookBack), $from.parentOffset, null, "\ufffc");
        const made = typed(language(), before, text, ruled(state));
        if (!made) return false;
        const marks = (state.selection.empty && state.storedMarks) || $from.marks();
        const tr = state.tr.replaceWith(from - made.back, to, state.schema.text(made.put, marks));
        view.dispatch(tr.setMeta(plugin, { transform: tr, from, to, text } satisfies Undoable).scrollIntoView());
        return true;
      },
    },
    isInputRules: true,
  });
  return plugin;
}
