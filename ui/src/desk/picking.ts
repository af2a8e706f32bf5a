// Which rows of the list are picked for a move of several: one by one, from here to there, all.

export type Picked = { ids: ReadonlySet<string>; /** Where a stretch began. */ from: number };

export const NONE: Picked = { ids: new Set(), from: 0 };

/** One row in or out; the next stretch begins there. */
export function toggled(picked: Picked, rows: readonly { id: string }[], at: number): Picked {
  const id = rows[at]?.id;
  if (id === undefined) return picked;
  const ids = new Set(picked.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, from: at };
}

/** From where the stretch began to this row; what was picked outside it goes. */
export function stretched(rows: readonly { id: string }[], began: number, to: number): Picked {
  const [first, last] = began < to ? [began, to] : [to, began];
  return { ids: new Set(rows.slice(first, last + 1).map((r) => r.id)), from: began };
}

export const all = (rows: readonly { id: string }[]): Picked => ({ ids: new Set(rows.map((r) => r.id)), from: 0 });

/** Those still in the list: what has left it is not moved unseen. */
export function still(picked: Picked, rows: readonly { id: string }[]): string[] {
  return rows.filter((r) => picked.ids.has(r.id)).map((r) => r.id);
}
