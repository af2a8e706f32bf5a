// Words kept to be put in again: taken from a selection, put in at a cursor.
import { Fragment, Slice, type Node } from "prosemirror-model";
import type { EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import type { PmDoc } from "../wire";
import { schema } from "./schema";
import { docFrom, jsonOf } from "./stored";

/** The words of every block, one paragraph each: what stays of a selection that is no whole document. */
function plainDoc(content: Fragment): Node {
  const lines: Node[] = [];
  const line = (text: string) => { if (text.trim() !== "") lines.push(schema.nodes.paragraph.create(null, schema.text(text.trim()))); };
  let loose = "";
  content.descendants((node) => {
    if (node.isText) loose += node.text ?? "";
    if (!node.isTextblock) return true;
    line(node.textBetween(0, node.content.size, " ", " "));
    return false;
  });
  line(loose);
  return schema.nodes.doc.create(null, lines);
}

/** The selection as a document of its own. */
export function keptSlice(state: EditorState): PmDoc {
  const { content } = state.selection.content();
  if (state.schema === schema) {
    const doc = schema.nodes.doc.create(null, content);
    try {
      doc.check();
      return jsonOf(doc);
    } catch {
      return jsonOf(plainDoc(content)); // a part of a list or a table that cannot stand alone
    }
  }
  // A line knows the same marks; its words become a paragraph.
  const inline = content.content.map((node) => schema.nodeFromJSON(node.toJSON()));
  return jsonOf(schema.nodes.doc.create(null, schema.nodes.paragraph.create(null, inline)));
}

/** Puts words in at the cursor: one paragraph flows into the line, several stand as blocks. A line takes the plain words. */
export function putIn(view: EditorView, words: PmDoc): void {
  const doc = docFrom(schema, words);
  const { state } = view;
  if (state.schema !== schema) {
    const text = doc.textBetween(0, doc.content.size, " ", " ").trim();
    if (text !== "") view.dispatch(state.tr.insertText(text).scrollIntoView());
    return;
  }
  const only = doc.childCount === 1 ? doc.firstChild : null;
  const open = (node: Node | null) => (node?.type === schema.nodes.paragraph ? 1 : 0);
  const slice = only?.type === schema.nodes.paragraph
    ? new Slice(Fragment.from(only), 1, 1)
    : new Slice(doc.content, state.selection.$from.parent.content.size > 0 ? open(doc.firstChild) : 0, 0);
  view.dispatch(state.tr.replaceSelection(slice).scrollIntoView());
}
