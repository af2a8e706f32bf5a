// Tables as Markdown knows them: one head row, then rows of as many cells, no spans.
import { addColumn, deleteColumn, deleteRow, deleteTable, goToNextCell, isInTable, selectedRect } from "prosemirror-tables";
import { Selection, TextSelection, type Command, type EditorState, type Transaction } from "prosemirror-state";
import { goAfter } from "./commands";
import { schema } from "./schema";

const { table, table_row, table_cell, table_header } = schema.nodes;

/** Runs a table command and makes the first row its head again. */
function headed(command: Command): Command {
  return (state, dispatch) => isInTable(state) && command(state, dispatch && ((tr) => { dispatch(withHead(tr)); }));
}

function withHead(tr: Transaction): Transaction {
  const { $from } = tr.selection;
  for (let d = $from.depth; d > 0; d--) {
    if ($from.node(d).type !== table) continue;
    const start = $from.start(d);
    $from.node(d).forEach((row, at, index) => {
      row.forEach((cell, offset) => {
        const right = index === 0 ? table_header : table_cell;
        if (cell.type !== right) tr.setNodeMarkup(start + at + 1 + offset, right, cell.attrs);
      });
    });
  }
  return tr;
}

/** An empty row above or below; never above the head. */
function addRow(below: boolean): Command {
  return (state, dispatch) => {
    if (!isInTable(state)) return false;
    const rect = selectedRect(state);
    const index = below ? rect.bottom : Math.max(1, rect.top);
    let at = rect.tableStart;
    for (let i = 0; i < index; i++) at += rect.table.child(i).nodeSize;
    const row = table_row.create(null, Array.from({ length: rect.map.width }, () => table_cell.create()));
    dispatch?.(state.tr.insert(at, row));
    return true;
  };
}

function addColumnBeside(after: boolean): Command {
  return (state, dispatch) => {
    if (!isInTable(state)) return false;
    const rect = selectedRect(state);
    dispatch?.(addColumn(state.tr, rect, after ? rect.right : rect.left));
    return true;
  };
}

/** Tab: to the next cell; behind the last one, a new row. */
export const nextCell: Command = (state, dispatch, view) => {
  if (!isInTable(state)) return false;
  if (goToNextCell(1)(state, dispatch)) return true;
  const rect = selectedRect(state);
  if (!dispatch) return true;
  addRow(true)(state, dispatch);
  const now = view?.state;
  if (now) {
    let at = rect.tableStart;
    const grown = now.doc.nodeAt(rect.tableStart - 1);
    if (grown) for (let i = 0; i < grown.childCount - 1; i++) at += grown.child(i).nodeSize;
    dispatch(now.tr.setSelection(TextSelection.create(now.doc, at + 2)).scrollIntoView());
  }
  return true;
};

export const previousCell: Command = (state, dispatch) => isInTable(state) && goToNextCell(-1)(state, dispatch);

/** Enter: to the cell below; from the last row, out of the table. */
export const cellBelow: Command = (state, dispatch) => {
  if (!isInTable(state)) return false;
  const rect = selectedRect(state);
  const below = rect.bottom < rect.map.height ? rect.map.map[rect.bottom * rect.map.width + rect.left] : undefined;
  if (below === undefined) return outOfTable(state, dispatch);
  dispatch?.(state.tr.setSelection(Selection.near(state.doc.resolve(rect.tableStart + below + 1), 1)).scrollIntoView());
  return true;
};

/** Up and down go from row to row, and from the first and last row out. */
export function rowBeside(by: -1 | 1): Command {
  return (state, dispatch, view) => {
    if (!state.selection.empty || !isInTable(state) || !view?.endOfTextblock(by < 0 ? "up" : "down")) return false;
    const rect = selectedRect(state);
    const row = by < 0 ? rect.top - 1 : rect.bottom;
    const cell = row >= 0 && row < rect.map.height ? rect.map.map[row * rect.map.width + rect.left] : undefined;
    if (cell === undefined && by > 0) return outOfTable(state, dispatch);
    const $at = state.doc.resolve(cell === undefined ? rect.tableStart - 1 : rect.tableStart + cell + 1);
    const found = cell === undefined ? Selection.findFrom($at, -1) : Selection.near($at, 1);
    if (found) dispatch?.(state.tr.setSelection(found).scrollIntoView());
    return found !== null;
  };
}

function outOfTable(state: EditorState, dispatch?: (tr: Transaction) => void): boolean {
  const { $from } = state.selection;
  for (let d = $from.depth; d > 0; d--) {
    if ($from.node(d).type !== table) continue;
    dispatch?.(goAfter(state.tr, $from.after(d)));
    return true;
  }
  return false;
}

/** Where the table begins that the cursor is in; null outside of one. */
export function tableOf(state: EditorState): number | null {
  const { $from } = state.selection;
  for (let d = $from.depth; d > 0; d--) if ($from.node(d).type === table) return $from.before(d);
  return null;
}

/** What the table's own small bar offers. */
export const tableActs: { does: string; sign: string; run: Command }[] = [
  { does: "Add a row below", sign: "+ Row", run: addRow(true) },
  { does: "Add a column after", sign: "+ Column", run: headed(addColumnBeside(true)) },
  { does: "Remove this row", sign: "− Row", run: headed(deleteRow) },
  { does: "Remove this column", sign: "− Column", run: headed(deleteColumn) },
  { does: "Remove the table", sign: "Remove table", run: deleteTable },
];
