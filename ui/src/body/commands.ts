// What can be done to a body, as ProseMirror commands. Text is never lost by one of them:
// a figure's caption does not become a paragraph, a pull quote's cite moves into the text.
import { toggleMark, wrapIn, lift } from "prosemirror-commands";
import { Fragment, Slice, type Attrs, type Node, type NodeType, type Schema } from "prosemirror-model";
import { wrapInList, liftListItem } from "prosemirror-schema-list";
import { EditorState, NodeSelection, Selection, TextSelection, type Command, type Transaction } from "prosemirror-state";
import { dropPoint } from "prosemirror-transform";
import { attr, schema } from "./schema";

const { paragraph, heading, pullquote, blockquote, bullet_list, ordered_list, list_item, figure, table, table_row, table_cell, table_header, hard_break } = schema.nodes;

/** Sets paragraphs, subheads and pull quotes in the selection; captions and cells stay what they are. */
export function setBlock(type: NodeType, attrs: Attrs | null = null): Command {
  return (state, dispatch) => {
    const tr = state.tr;
    const found: { node: Node; pos: number }[] = [];
    state.doc.nodesBetween(state.selection.from, state.selection.to, (node, pos) => {
      if ([paragraph, heading, pullquote].includes(node.type)) found.push({ node, pos });
    });
    for (const { node, pos } of found) {
      const at = tr.mapping.map(pos);
      const $at = tr.doc.resolve(at);
      if (node.hasMarkup(type, attrs) || !$at.parent.canReplaceWith($at.index(), $at.index() + 1, type)) continue;
      const cite = node.type === pullquote ? attr(node, "cite") : "";
      tr.setNodeMarkup(at, type, attrs);
      if (cite) tr.insert(at + node.nodeSize, paragraph.create(null, schema.text(cite)));
    }
    if (!tr.docChanged) return false;
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/** A subhead of this level; where it is one already, a paragraph again. */
export function toggleHeading(level: 2 | 3 | 4): Command {
  return (state, dispatch) =>
    state.selection.$from.parent.hasMarkup(heading, { level })
      ? setBlock(paragraph)(state, dispatch)
      : setBlock(heading, { level })(state, dispatch);
}

function inside(state: EditorState, type: NodeType): boolean {
  const { $from } = state.selection;
  for (let d = $from.depth; d > 0; d--) if ($from.node(d).type === type) return true;
  return false;
}

/** True where the selection stands in prose that may be wrapped. */
function inProse(state: EditorState): boolean {
  return [paragraph, heading].includes(state.selection.$from.parent.type);
}

/** Wraps in a block quote, or takes it off. */
export const toggleQuote: Command = (state, dispatch) =>
  inside(state, blockquote) ? lift(state, dispatch) : inProse(state) && wrapIn(blockquote)(state, dispatch);

/** Makes a list of the selected paragraphs, changes its kind, or takes it off. */
export function toggleList(type: typeof bullet_list  ): Command {
  return (state, dispatch) => {
    const { $from } = state.selection;
    for (let d = $from.depth; d > 0; d--) {
      const node = $from.node(d);
      if (node.type === type) return liftListItem(list_item)(state, dispatch);
      if (node.type === bullet_list || node.type === ordered_list) {
        dispatch?.(state.tr.setNodeMarkup($from.before(d), type));
        return true;
      }
    }
    if (state.selection.$from.parent.type === heading) {
      // A list item starts with a paragraph, so a subhead becomes one first.
      let made: Transaction | undefined;
      setBlock(paragraph)(state, (tr) => { made = tr; });
      if (!made) return false;
      const after = state.apply(made);
      return wrapInList(type)(after, dispatch && ((tr) => {
        for (const step of tr.steps) made?.step(step);
        if (made) dispatch(made);
      }));
    }
    return wrapInList(type)(state, dispatch);
  };
}

/** Marks as bold or italic in either schema. */
export function toggle(of: Schema, name: "strong" | "em"): Command {
  const type = of.marks[name];
  return type ? toggleMark(type) : () => false;
}

/** A break inside a paragraph or a quote; captions, subheads and cells are one line. */
export const breakLine: Command = (state, dispatch) => {
  const { parent } = state.selection.$from;
  if (![paragraph, pullquote].includes(parent.type)) return parent.type !== schema.nodes.doc;
  dispatch?.(state.tr.replaceSelectionWith(hard_break.create()).scrollIntoView());
  return true;
};

/** Moves the block that holds the selection past its neighbour: a list item in its list, else a block of the story. */
export function moveBlock(by: -1 | 1): Command {
  return (state, dispatch) => {
    const { selection } = state;
    const { $from } = selection;
    let depth = selection instanceof NodeSelection && $from.depth === 0 ? 0 : 1;
    for (let d = $from.depth; d > 0; d--) {
      if ($from.node(d).type === list_item) { depth = d; break; }
    }
    const at = depth === 0 ? $from.pos : $from.before(depth);
    const block = state.doc.nodeAt(at);
    const $at = state.doc.resolve(at);
    const neighbour = $at.parent.maybeChild($at.index() + by);
    if (!block || !neighbour || selection.to > at + block.nodeSize) return false;
    if (dispatch) {
      const target = by < 0 ? at - neighbour.nodeSize : at + neighbour.nodeSize;
      const tr = state.tr.delete(at, at + block.nodeSize).insert(target, block);
      const shift = target - at;
      tr.setSelection(
        selection instanceof NodeSelection
          ? NodeSelection.create(tr.doc, selection.from + shift)
          : TextSelection.create(tr.doc, selection.anchor + shift, selection.head + shift),
      );
      dispatch(tr.scrollIntoView());
    }
    return true;
  };
}

/** Where a block can stand at or after `pos`; an empty paragraph there gives way to it. */
export function placeFor(state: EditorState, pos: number, block: Node): { from: number; to: number } {
  const $pos = state.doc.resolve(pos);
  if ($pos.parent.type === paragraph && $pos.parent.content.size === 0) {
    const index = $pos.index(-1);
    if ($pos.node(-1).canReplaceWith(index, index + 1, block.type)) return { from: $pos.before(), to: $pos.after() };
  }
  if ($pos.parent.isTextblock) {
    const at = $pos.parentOffset === 0 && $pos.parent.content.size > 0 ? $pos.before(1) : $pos.after(1);
    return { from: at, to: at };
  }
  const at = dropPoint(state.doc, pos, new Slice(Fragment.from(block), 0, 0)) ?? state.doc.content.size;
  return { from: at, to: at };
}

/** Puts a block at the cursor and the cursor into it, or behind it where it has no text. */
export function insertBlock(block: Node): Command {
  return (state, dispatch) => {
    if (!dispatch) return true;
    const { from, to } = placeFor(state, state.selection.from, block);
    const tr = state.tr.replaceWith(from, to, block);
    if (block.isAtom) {
      const after = from + block.nodeSize;
      if (after >= tr.doc.content.size) tr.insert(after, paragraph.create());
      tr.setSelection(Selection.near(tr.doc.resolve(after), 1));
    } else {
      tr.setSelection(Selection.near(tr.doc.resolve(from + 1), 1));
    }
    dispatch(tr.scrollIntoView());
    return true;
  };
}

/** An empty table: a head row and rows beneath it. */
export function emptyTable(rows = 3, columns = 3): Node {
  const row = (type: NodeType) => table_row.create(null, Array.from({ length: columns }, () => type.create()));
  return table.create(null, [row(table_header), ...Array.from({ length: rows - 1 }, () => row(table_cell))]);
}

/** A picture of the media store as a block. Its caption may come with it as plain words. */
export function pictureNode(attrs: { media: string; caption: string; credit: string; alt: string }): Node {
  const caption = attrs.caption.replace(/\s+/g, " ").trim();
  return figure.create({ media: attrs.media, alt: attrs.alt, credit: attrs.credit }, caption ? schema.text(caption) : null);
}

/** From a caption or a pull quote to what follows the block; a paragraph is made only where nothing does. */
export const leaveDown: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if ($from.depth < 1) return false;
  dispatch?.(goAfter(state.tr, $from.after(1)));
  return true;
};

/** Puts the cursor into what stands at a position between blocks, or into a new paragraph at the end. */
export function goAfter(tr: Transaction, at: number): Transaction {
  const found = Selection.findFrom(tr.doc.resolve(at), 1);
  if (found) return tr.setSelection(found).scrollIntoView();
  tr.insert(at, paragraph.create());
  return tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView();
}

/** As `leaveDown`, but with a new empty paragraph each time, as Enter gives one. */
export const paragraphAfter: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if ($from.depth < 1) return false;
  if (dispatch) {
    const after = $from.after();
    const tr = state.tr.insert(after, paragraph.create());
    dispatch(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
  }
  return true;
};
