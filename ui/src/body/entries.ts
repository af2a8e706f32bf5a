// Entries of a running story: subheads that begin with a day and an hour, the newest at the top.
import type { Node } from "prosemirror-model";
import { TextSelection, type Command } from "prosemirror-state";
import { schema } from "./schema";

const { heading, paragraph } = schema.nodes;

/** Whether a block begins an entry: "2026-11-29 14:05 The ferry turns back". */
const begins = (block: Node): boolean =>
  block.hasMarkup(heading, { level: 2 }) && /^\d{4}-\d\d-\d\d \d\d:\d\d(\s|$)/.test(block.textContent);

/** Begins an entry at that time, above those that are there; the first one where the cursor is. */
export function newEntry(wall: string): Command {
  return (state, dispatch) => {
    if (!dispatch) return true;
    const { doc, selection } = state;
    const first = doc.children.findIndex(begins);
    const above = doc.children.slice(0, Math.max(first, 0)).reduce((sum, block) => sum + block.nodeSize, 0);
    const here = selection.$from;
    const onEmptyLine = first < 0 && here.depth === 1 && here.parent.type === paragraph && here.parent.content.size === 0;
    const from = first >= 0 ? above : (here.depth === 0 ? selection.to : onEmptyLine ? here.before(1) : here.after(1));
    const to = onEmptyLine ? here.after(1) : from;
    const line = schema.text(`${wall} `);
    const tr = state.tr.replaceWith(from, to, heading.create({ level: 2 }, line));
    tr.setSelection(TextSelection.create(tr.doc, from + 1 + line.nodeSize));
    dispatch(tr.scrollIntoView());
    return true;
  };
}
