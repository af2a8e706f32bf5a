// Arranging the front page: plain lists in, plain lists out.
import type { FrontBlock, Section } from "../wire";

/** What each slot at the top is called, in order; as many as there is room for. */
export const SLOTS = ["Lead", "Second row, 1", "Second row, 2", "Second row, 3", "Third row, 1", "Third row, 2", "Third row, 3"];
/** How many stories a block shows where nobody said. */
export const USUAL = 5;

/** The blocks of all sections: those arranged first, the others as the newsroom orders them. */
export function blocksOf(arranged: readonly FrontBlock[], sections: readonly Section[]): FrontBlock[] {
  const known = arranged.filter((b) => sections.some((s) => s.id === b.section));
  const others = sections.filter((s) => !known.some((b) => b.section === s.id));
  return [...known, ...others.map((s) => ({ section: s.id, stories: USUAL }))];
}
