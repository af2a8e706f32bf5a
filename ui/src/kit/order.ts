// The order of a list that a person arranges.

/** The list with one item moved up (-1) or down (1). */
export function moved<T>(items: readonly T[], at: number, by: number): T[] {
  const next = [...items];
  next.splice(at + by, 0, ...next.splice(at, 1));
  return next;
}
