// Key points, fact boxes and notes: blocks of lines, and how one writes in them. Lines never leave their
// block by a key, a paste or a selection that ends in the middle: a note joined to the copy would be published.
import { Fragment, Slice, type Node, type NodeType, type ResolvedPos } from "prosemirror-model";
import { NodeSelection, Plugin, Selection, TextSelection, type Command, type EditorState, type Transaction } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { goAfter, insertBlock } from "./commands";
import { schema } from "./schema";

const { paragraph, keypoints, keypoint, factbox, factbox_title, factbox_text, factbox_point, note, note_text } = schema.nodes;
const boxes: NodeType[] = [keypoints, factbox, note];

/** Where in a box a position is: the box, its start, and which line. */
export type InBox = { box: Node; start: number; line: number };

/** The box around a position, if it is in one. */
export function boxAt($pos: ResolvedPos): InBox | null {
  for (let d = $pos.depth; d > 0; d--) {
    if (boxes.includes($pos.node(d).type)) return { box: $pos.node(d), start: $pos.before(d), line: $pos.index(d) };
  }
  return null;
}

/** A note with an empty line to write on. */
export const emptyNote = (): Node => note.create(null, note_text.create());
/** Key points, the first of them empty. */
export const emptyKeypoints = (): Node => keypoints.create(null, keypoint.create());
/** A fact box: its title and a line. */
export const emptyFactbox = (): Node => factbox.create(null, [factbox_title.create(), factbox_text.create()]);

/** Puts a note at the cursor; from inside a note, back to the text after it. */
export const toggleNote: Command = (state, dispatch) => {
  const here = boxAt(state.selection.$from);
  if (here?.box.type !== note) return insertBlock(emptyNote())(state, dispatch);
  dispatch?.(goAfter(state.tr, here.start + here.box.nodeSize));
  return true;
};

function isBlank(box: Node): boolean {
  return box.textContent.trim() === "";
}

/** Takes a box out, with a line to write on in its place. */
function without(tr: Transaction, { box, start }: InBox): Transaction {
  tr.replaceWith(start, start + box.nodeSize, paragraph.create());
  return tr.setSelection(TextSelection.create(tr.doc, start + 1)).scrollIntoView();
}

/** A new empty paragraph behind a box. */
function goOn(tr: Transaction, { start }: InBox): Transaction {
  const end = start + (tr.doc.nodeAt(start)?.nodeSize ?? 0);
  tr.insert(end, paragraph.create());
  return tr.setSelection(TextSelection.create(tr.doc, end + 1)).scrollIntoView();
}

/** The line that follows one of this kind. */
const next = (type: NodeType): NodeType => (type === factbox_title ? factbox_text : type);

/** Enter: one more line; on an empty last one, out of the box; on an empty point of a fact box, plain text first. */
export const enterInBox: Command = (state, dispatch) => {
  const { $from, $to, empty } = state.selection;
  const here = boxAt($from);
  if (!here || !$from.parent.isTextblock || boxAt($to)?.start !== here.start) return false;
  const { box, line } = here;
  const tr = state.tr;
  if (empty && $from.parent.content.size === 0 && $from.parent.type !== factbox_title) {
    if ($from.parent.type === factbox_point) {
      dispatch?.(tr.setNodeMarkup($from.before(), factbox_text));
      return true;
    }
    if (line === box.childCount - 1) {
      if (isBlank(box)) dispatch?.(without(tr, here));
      else if (box.childCount === (box.type === factbox ? 2 : 1)) dispatch?.(goOn(tr, here));
      else dispatch?.(goOn(tr.delete($from.before(), $from.after()), here));
      return true;
    }
  }
  if ($from.parent.type === factbox_title && $from.parentOffset === $from.parent.content.size && empty) {
    const first = box.child(1);
    if (first.content.size > 0) tr.insert($from.after(), factbox_text.create());
    dispatch?.(tr.setSelection(TextSelection.create(tr.doc, $from.after() + 1)).scrollIntoView());
    return true;
  }
  if (!empty) tr.deleteSelection();
  const at = tr.mapping.map($from.pos);
  const parent = tr.doc.resolve(at).parent;
  dispatch?.(tr.split(at, 1, [{ type: next(parent.type) }]).scrollIntoView());
  return true;
};

/** Backspace at the start of a line: an empty line goes, and with the last word of a box the box; no line joins the copy. */
export const backInBox: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const here = empty && $from.parentOffset === 0 ? boxAt($from) : null;
  if (!here) return false;
  const { box, line, start } = here;
  const tr = state.tr;
  const type = $from.parent.type;
  if (isBlank(box) && (line === 0 || box.childCount === 1 || (type === factbox_text && line === 1 && box.childCount === 2))) dispatch?.(without(tr, here));
  else if (type === factbox_point) dispatch?.(tr.setNodeMarkup($from.before(), factbox_text));
  else if (line === 0) {
    if ($from.parent.content.size === 0 && type !== factbox_title && box.childCount > 1) dispatch?.(tr.delete($from.before(), $from.after()));
    else dispatch?.(tr.setSelection(NodeSelection.create(state.doc, start)));
  } else if (type === factbox_text && line === 1) {
    // The title takes no text in from below: it would lose its links.
    if ($from.parent.content.size === 0 && box.childCount > 2) tr.delete($from.before(), $from.after());
    dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve($from.before() - 1), -1)).scrollIntoView());
  } else {
    dispatch?.(tr.join($from.before()).scrollIntoView());
  }
  return true;
};

/** Delete at the end of a line takes in the next of the box, and nothing from beyond it. */
export const deleteInBox: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const here = empty && $from.parentOffset === $from.parent.content.size ? boxAt($from) : null;
  if (!here) return false;
  const { box, line } = here;
  if (line === box.childCount - 1 || $from.parent.type === factbox_title) return true;
  dispatch?.(state.tr.join($from.after()).scrollIntoView());
  return true;
};

/** Up from the first line or down from the last, where a box begins or ends the story: a line is made there. */
export function arrowOut(by: -1 | 1): Command {
  return (state, dispatch, view) => {
    const { $from, empty } = state.selection;
    const here = empty ? boxAt($from) : null;
    if (!here || !view?.endOfTextblock(by < 0 ? "up" : "down")) return false;
    const { box, start, line } = here;
    if (line !== (by < 0 ? 0 : box.childCount - 1)) return false;
    const edge = by < 0 ? start : start + box.nodeSize;
    const found = Selection.findFrom(state.doc.resolve(edge), by);
    const tr = state.tr;
    if (!found) tr.insert(edge, paragraph.create());
    dispatch?.(tr.setSelection(found ?? TextSelection.create(tr.doc, edge + 1)).scrollIntoView());
    return true;
  };
}

/** In a fact box, a line becomes a point and a point a line. */
export const togglePoint: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  const here = boxAt($from);
  if (here?.box.type !== factbox || boxAt($to)?.start !== here.start) return here !== null;
  const type = $from.parent.type === factbox_point ? factbox_text : factbox_point;
  const tr = state.tr;
  state.doc.nodesBetween($from.pos, $to.pos, (node, pos) => {
    if (node.type === factbox_text || node.type === factbox_point) tr.setNodeMarkup(pos, type);
  });
  if (tr.docChanged) dispatch?.(tr);
  return true;
};

/** The nearest place for a cursor from a position on, outside any box. */
function outside(doc: Node, at: number, by: -1 | 1): number | null {
  for (let pos = at; ;) {
    const found = Selection.findFrom(doc.resolve(pos), by, true);
    if (!found) return null;
    const here = boxAt(found.$from);
    if (!here) return found.from;
    pos = by < 0 ? here.start : here.start + here.box.nodeSize;
  }
}

/** A box that a selection ends in the middle of is selected whole, so that no key or cut can join its lines to the copy. */
function wholeBoxes({ doc, selection, tr }: EditorState): Transaction | null {
  if (!(selection instanceof TextSelection) || selection.empty) return null;
  const { $from, $to, $anchor, $head } = selection;
  const [first, last] = [boxAt($from), boxAt($to)];
  if (first?.start === last?.start) return null;
  const from = first ? (outside(doc, first.start, -1) ?? outside(doc, first.start + first.box.nodeSize, 1)) : $from.pos;
  const to = last ? (outside(doc, last.start + last.box.nodeSize, 1) ?? outside(doc, last.start, -1)) : $to.pos;
  const back = $anchor.pos > $head.pos;
  if (from !== null && to !== null && from < to) return tr.setSelection(TextSelection.create(doc, back ? to : from, back ? from : to));
  // Two boxes and no copy about them: the selection stays in the one it began in.
  const here = boxAt($anchor);
  if (!here) return tr.setSelection(TextSelection.create(doc, $anchor.pos));
  const edge = doc.resolve(back ? here.start + 1 : here.start + here.box.nodeSize - 1);
  return tr.setSelection(TextSelection.create(doc, $anchor.pos, Selection.near(edge, back ? 1 : -1).head));
}

/** What cannot be said in lines: a picture, a card, a table, a box. */
function hasMoreThanWords(slice: Slice): boolean {
  let more = false;
  slice.content.descendants((node) => {
    more ||= node.isBlock && (node.isAtom || node.type === schema.nodes.figure || node.type.spec["tableRole"] !== undefined || boxes.includes(node.type));
    return !more;
  });
  return more;
}

/** Words pasted or dropped at a position in a box, as lines of it. */
export function linesInto(state: EditorState, slice: Slice, from: number, to: number): Transaction | null {
  const lines: Fragment[] = [];
  slice.content.descendants((node) => {
    if (node.isTextblock) lines.push(oneLine(node.content));
    return !node.isTextblock;
  });
  if (lines.length === 0 && slice.content.firstChild?.isInline) lines.push(oneLine(slice.content));
  const [first, ...rest] = lines.filter((line, index) => line.size > 0 || index === 0);
  if (!first) return null;
  const $from = state.doc.resolve(from);
  const type = $from.parent.type;
  const plain = (line: Fragment) => (type === factbox_title ? Fragment.from(schema.text(line.textBetween(0, line.size))) : line);
  const tr = state.tr.replaceWith(from, to, first.size > 0 ? plain(first) : Fragment.empty);
  let end = tr.mapping.map(to);
  if (rest.length > 0) {
    tr.split(end, 1, [{ type: next(type) }]);
    const made = rest.map((line, index) => (index < rest.length - 1 ? next(type).create(null, line) : null)).filter((line): line is Node => line !== null);
    const last = rest.at(-1);
    if (made.length > 0) tr.insert(end + 1, made);
    end += 2 + made.reduce((size, line) => size + line.nodeSize, 0);
    if (last && last.size > 0) tr.insert(end, last);
    end += last?.size ?? 0;
  }
  return tr.setSelection(TextSelection.create(tr.doc, end)).scrollIntoView();
}

/** Breaks become spaces, and what is no text goes. */
function oneLine(content: Fragment): Fragment {
  return Fragment.from(content.content.flatMap((node) => (node.isText ? [node] : node.type === schema.nodes.hard_break ? [schema.text(" ")] : [])));
}

/** Lines taken from within one box, as paragraphs: wherever they go, they bring no half of a box that copy could fall into. */
export function asCopy(slice: Slice): Slice {
  const box = slice.content.firstChild;
  if (!box || slice.content.childCount > 1 || !boxes.includes(box.type) || (slice.openStart === 0 && slice.openEnd === 0)) return slice;
  const paragraphs = box.children.map((line) => paragraph.create(null, line.content));
  return new Slice(Fragment.from(paragraphs), Math.min(1, Math.max(0, slice.openStart - 1)), Math.min(1, Math.max(0, slice.openEnd - 1)));
}

/** Keeps selections, pastes and drops within what boxes may hold. */
export const keepBoxes = new Plugin({
  appendTransaction: (_trs, _old, state) => wholeBoxes(state),
  props: {
    transformPasted: asCopy,
    handlePaste: (view, _event, slice) => pasteInBox(view, slice),
    handleDrop(view, event, slice, moved) {
      const pos = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
      if (pos === undefined) return false;
      const $pos = view.state.doc.resolve(pos);
      const here = boxAt($pos);
      if (!here || !$pos.parent.isTextblock || hasMoreThanWords(slice)) return false;
      event.preventDefault();
      const tr = linesInto(view.state, slice, pos, pos);
      if (!tr) return true;
      const { from, to } = view.state.selection;
      if (moved) tr.delete(tr.mapping.map(from, 1), tr.mapping.map(to, -1));
      view.dispatch(tr.setMeta("uiEvent", "drop"));
      return true;
    },
  },
});

function pasteInBox(view: EditorView, slice: Slice): boolean {
  const { $from, $to } = view.state.selection;
  const here = boxAt($from);
  if (!here || !$from.parent.isTextblock || boxAt($to)?.start !== here.start) return false;
  if (hasMoreThanWords(slice)) {
    const end = here.start + here.box.nodeSize;
    view.dispatch(view.state.tr.replaceRange(end, end, slice).scrollIntoView().setMeta("paste", true));
    return true;
  }
  // Several lines need a selection within one; what else is selected goes first.
  const tr = linesInto(view.state, slice, $from.pos, $from.sameParent($to) ? $to.pos : $from.pos);
  if (!tr) return true;
  if (!$from.sameParent($to)) tr.delete(tr.mapping.map($from.pos, 1), tr.mapping.map($to.pos, 1));
  view.dispatch(tr.setMeta("paste", true).setMeta("uiEvent", "paste"));
  return true;
}
