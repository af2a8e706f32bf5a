// The keys of the writing surface, and the list of them for the panel on Ctrl+/.
// Ctrl+Q is never bound: it closes applications.
import { baseKeymap, chainCommands, exitCode } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { undoInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import { liftListItem, sinkListItem, splitListItem } from "prosemirror-schema-list";
import { NodeSelection, Selection, type Command, type Plugin } from "prosemirror-state";
import { arrowOut, backInBox, deleteInBox, enterInBox, toggleNote, togglePoint } from "./boxes";
import * as act from "./commands";
import { newEntry } from "./entries";
import { inlineSchema, schema } from "./schema";
import { cellBelow, nextCell, previousCell, rowBeside } from "./tables";

/** What keys ask of the window around the text. */
export type KeyCalls = {
  link: () => void;
  bar: () => boolean;
  leaveLine: () => void;
  /** The clock on the newsroom's wall: "2026-11-29 14:05". */
  wall?: () => string;
};

const { paragraph, pullquote, figure, list_item, bullet_list, ordered_list } = schema.nodes;

/** The list for the Ctrl+/ panel. */
export const keysOfBody: { keys: string; does: string }[] = [
  { keys: "Ctrl+B", does: "Bold" },
  { keys: "Ctrl+I", does: "Italic" },
  { keys: "Ctrl+K", does: "Link: make, change or remove" },
  { keys: "@ at the start of a word", does: "Link to one of our stories; Esc leaves the @" },
  { keys: "Ctrl+Alt+2", does: "Subhead (3 and 4 for smaller ones)" },
  { keys: "Ctrl+Alt+0", does: "Plain paragraph" },
  { keys: "Ctrl+Shift+7", does: "Numbered list" },
  { keys: "Ctrl+Shift+8", does: "Bulleted list" },
  { keys: "Ctrl+Shift+9", does: "Block quote" },
  { keys: "Ctrl+Shift+N", does: "Note in the copy, not published; again to leave it" },
  { keys: "Ctrl+Alt+U", does: "An entry of a running story, with the hour of now" },
  { keys: "Tab, Shift+Tab", does: "Deeper or shallower in a list; next or last cell in a table" },
  { keys: "Shift+Enter", does: "Line break" },
  { keys: "Alt+Shift+Up, Alt+Shift+Down", does: "Move this block" },
  { keys: "/ on an empty line", does: "Insert a picture, quote, list, table…" },
  { keys: "Alt+F10", does: "To the bar above the selection; Esc goes back" },
  { keys: "Ctrl+Shift+V", does: "Paste as plain text" },
  { keys: "Ctrl+Z", does: "Undo" },
  { keys: "Ctrl+Y, Ctrl+Shift+Z", does: "Redo" },
];

/** Down from the last line of a caption or a pull quote, past the fields beneath it. */
const downAndOut: Command = (state, dispatch, view) => {
  const { parent } = state.selection.$from;
  if ((parent.type !== figure && parent.type !== pullquote) || !view?.endOfTextblock("down")) return false;
  return act.leaveDown(state, dispatch);
};

/** Up from the first line, past the picture: to the text before, which is made where there is none. */
const upAndOut: Command = (state, dispatch, view) => {
  const { $from } = state.selection;
  if ($from.parent.type !== figure || !view?.endOfTextblock("up")) return false;
  const at = $from.before();
  const found = Selection.findFrom(state.doc.resolve(at), -1);
  if (found) {
    dispatch?.(state.tr.setSelection(found).scrollIntoView());
  } else if (dispatch) {
    const tr = state.tr.insert(at, paragraph.create());
    dispatch(tr.setSelection(Selection.near(tr.doc.resolve(at + 1))).scrollIntoView());
  }
  return true;
};

/** Into a caption from the text beside it, where a browser would stop at the picture. */
function intoFigure(by: -1 | 1): Command {
  return (state, dispatch, view) => {
    const { selection } = state;
    const { $from } = selection;
    if (!selection.empty || $from.depth < 1 || !view?.endOfTextblock(by < 0 ? "up" : "down")) return false;
    const $edge = state.doc.resolve(by < 0 ? $from.before() : $from.after());
    const next = by < 0 ? $edge.nodeBefore : $edge.nodeAfter;
    if (next?.type !== figure) return false;
    const inside = by < 0 ? $edge.pos - 1 : $edge.pos + 1;
    dispatch?.(state.tr.setSelection(Selection.near(state.doc.resolve(inside), by)).scrollIntoView());
    return true;
  };
}

/** From a selected block into its text, or to a line after it. */
const enterBlock: Command = (state, dispatch) => {
  const { selection } = state;
  if (!(selection instanceof NodeSelection)) return false;
  if (selection.node.isTextblock) {
    dispatch?.(state.tr.setSelection(Selection.near(state.doc.resolve(selection.from + 1))));
    return true;
  }
  if (dispatch) {
    const tr = state.tr.insert(selection.to, paragraph.create());
    dispatch(tr.setSelection(Selection.near(tr.doc.resolve(selection.to + 1))).scrollIntoView());
  }
  return true;
};

const enterLine: Command = (state, dispatch) =>
  [figure, pullquote].includes(state.selection.$from.parent.type) && act.paragraphAfter(state, dispatch);

/** Backspace at the start of a caption selects the picture; it never eats the words before it. */
const backIntoFigure: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset > 0) return false;
  if ($from.parent.type === figure) {
    dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, $from.before())));
    return true;
  }
  return $from.parent.type === pullquote && act.setBlock(paragraph)(state, dispatch);
};

/** Delete at the end of a caption does nothing: what follows is not part of it. */
const deleteInFigure: Command = (state) => {
  const { $from, empty } = state.selection;
  return empty && $from.parent.type === figure && $from.parentOffset === $from.parent.content.size;
};

/** Tab goes from a caption or a pull quote to the fields beneath it. */
const toFields: Command = (state, _dispatch, view) => {
  const { $from } = state.selection;
  if (![figure, pullquote].includes($from.parent.type)) return false;
  const dom = view?.nodeDOM($from.before());
  const field = dom instanceof HTMLElement ? dom.querySelector("input") : null;
  field?.focus();
  return field !== null;
};

/** History, marks and links: the same in the body and in one line. */
function common(calls: KeyCalls, of: typeof schema | typeof inlineSchema): Record<string, Command> {
  return {
    "Mod-z": chainCommands(undoInputRule, undo),
    "Shift-Mod-z": redo,
    "Mod-y": redo,
    "Mod-b": act.toggle(of, "strong"),
    "Mod-i": act.toggle(of, "em"),
    "Mod-k": () => { calls.link(); return true; },
    "Alt-F10": () => calls.bar(),
  };
}

/** Undo and every key of the body, in the order they are asked. */
export function bodyKeys(calls: KeyCalls): Plugin[] {
  return [
    history({ newGroupDelay: 400 }),
    keymap({
      ...common(calls, schema),
      "Mod-Alt-0": act.setBlock(paragraph),
      "Mod-Alt-2": act.toggleHeading(2),
      "Mod-Alt-3": act.toggleHeading(3),
      "Mod-Alt-4": act.toggleHeading(4),
      "Mod-Alt-u": (state, dispatch) => calls.wall !== undefined && newEntry(calls.wall())(state, dispatch),
      "Mod-Shift-7": act.toggleList(ordered_list),
      "Mod-Shift-8": chainCommands(togglePoint, act.toggleList(bullet_list)),
      "Mod-Shift-n": toggleNote,
      "Mod-Shift-N": toggleNote,
      "Mod-Shift-9": act.toggleQuote,
      "Alt-Shift-ArrowUp": act.moveBlock(-1),
      "Alt-Shift-ArrowDown": act.moveBlock(1),
      "Shift-Enter": chainCommands(exitCode, act.breakLine),
      Enter: chainCommands(enterBlock, enterInBox, enterLine, cellBelow, splitListItem(list_item), baseKeymap["Enter"] ?? (() => false)),
      Tab: chainCommands(toFields, nextCell, sinkListItem(list_item)),
      "Shift-Tab": chainCommands(previousCell, liftListItem(list_item)),
      Backspace: chainCommands(undoInputRule, backInBox, backIntoFigure),
      Delete: chainCommands(deleteInBox, deleteInFigure),
      ArrowUp: chainCommands(rowBeside(-1), arrowOut(-1), upAndOut, intoFigure(-1)),
      ArrowDown: chainCommands(rowBeside(1), arrowOut(1), downAndOut, intoFigure(1)),
    }),
    keymap(baseKeymap),
  ];
}

/** The keys of one line: Enter leaves it. */
export function lineKeys(calls: KeyCalls): Plugin[] {
  const leave: Command = () => { calls.leaveLine(); return true; };
  return [
    history(),
    keymap({ ...common(calls, inlineSchema), Enter: leave, "Shift-Enter": leave, "Mod-Enter": leave, Backspace: undoInputRule }),
    keymap(baseKeymap),
  ];
}
