// Where the floating pieces stand: inside their host, so that they scroll with the text.
import type { EditorView } from "prosemirror-view";

/** A place in a host: `start` from its left edge, `above` and `below` the lines concerned, from its top. */
export type Spot = { start: number; above: number; below: number; width: number; roomAbove: boolean };

/** The place of a range of the document. */
export function spotOf(view: EditorView, host: HTMLElement, from: number, to = from): Spot {
  const box = host.getBoundingClientRect();
  const first = view.coordsAtPos(from);
  const last = from === to ? first : view.coordsAtPos(to, -1);
  const oneLine = Math.abs(first.top - last.top) < 4;
  return {
    start: (oneLine ? (first.left + last.left) / 2 : box.left + box.width / 2) - box.left,
    above: first.top - box.top,
    below: last.bottom - box.top,
    width: box.width,
    // Near the window's top, a bar above would hide behind what stands there.
    roomAbove: first.top > 96,
  };
}

/** Scrolls what has just opened wholly into sight: near the foot of the window it would be cut off. */
export function intoSight(float: HTMLElement): void {
  float.scrollIntoView({ block: "nearest" });
}

/** The left edge of something `wide` that is centred on a spot and stays in its host. */
export function centred(spot: Spot, wide: number): number {
  return Math.max(0, Math.min(spot.start - wide / 2, spot.width - wide));
}
