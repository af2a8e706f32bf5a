// Which rows of a long list are on screen, so that only those are drawn.

export type Span = { first: number; last: number };

/** Rows [first, last) to draw for a view `height` px tall, scrolled by `top`, with `spare` rows on either side. */
export function visible(top: number, height: number, row: number, total: number, spare = 6): Span {
  const first = Math.max(0, Math.floor(top / row) - spare);
  return { first: Math.min(first, total), last: Math.min(total, Math.ceil((top + height) / row) + spare) };
}

/** Where to scroll so that row `at` is wholly in view; `top` itself when it already is. */
export function scrollFor(at: number, top: number, height: number, row: number): number {
  if (at * row < top) return at * row;
  if ((at + 1) * row > top + height) return (at + 1) * row - height;
  return top;
}
