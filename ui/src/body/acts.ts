// What the bar over a selection offers, and which of it is on.
import { toggleMark } from "prosemirror-commands";
import type { EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { toggleHeading, toggleQuote } from "./commands";
import { schema } from "./schema";

/** One button of the bar. */
export type Act = { id: string; sign: string; does: string; keys: string; on: boolean; run: (view: EditorView) => void };

function marked(state: EditorState, name: string): boolean {
  const type = state.schema.marks[name];
  const { from, to } = state.selection;
  return type !== undefined && state.doc.rangeHasMark(from, to, type);
}

/** Bold, italic and link, for any text. */
export function inlineActs(state: EditorState, link: () => void): Act[] {
  const mark = (name: string) => (view: EditorView) => {
    const type = view.state.schema.marks[name];
    if (type) toggleMark(type)(view.state, view.dispatch.bind(view));
  };
  return [
    { id: "strong", sign: "B", does: "Bold", keys: "Ctrl+B", on: marked(state, "strong"), run: mark("strong") },
    { id: "em", sign: "I", does: "Italic", keys: "Ctrl+I", on: marked(state, "em"), run: mark("em") },
    { id: "link", sign: "Link", does: "Link", keys: "Ctrl+K", on: marked(state, "link"), run: link },
  ];
}

/** What the bar offers here: in a caption or a cell, no blocks. */
export function actsHere(state: EditorState, link: () => void): Act[] {
  const inline = inlineActs(state, link);
  const { $from } = state.selection;
  if ($from.parent.type !== schema.nodes.paragraph && $from.parent.type !== schema.nodes.heading) return inline;
  let quoted = false;
  for (let d = $from.depth; d > 0; d--) quoted ||= $from.node(d).type === schema.nodes.blockquote;
  return [
    ...inline,
    { id: "subhead", sign: "Subhead", does: "Subhead", keys: "Ctrl+Alt+2", on: $from.parent.type === schema.nodes.heading, run: (view) => { toggleHeading(2)(view.state, view.dispatch.bind(view)); } },
    { id: "quote", sign: "Quote", does: "Block quote", keys: "Ctrl+Shift+9", on: quoted, run: (view) => { toggleQuote(view.state, view.dispatch.bind(view)); } },
  ];
}
