// Where a picture is cut: the same rule as the core's (media/cut.rs), to show it before it is done.
import type { FocalPoint } from "../ipc";

export type Cut = { left: number; top: number; width: number; height: number };
/** The shapes that readers meet, and where. */
export const SHAPES = [
  { name: "16:9", where: "cards", across: 16, down: 9 },
  { name: "4:3", where: "search", across: 4, down: 3 },
  { name: "1:1", where: "search", across: 1, down: 1 },
] as const;

/** The largest part of that shape, with the point in its middle as far as the picture goes. */
export function cut(across: number, down: number, width: number, height: number, point: FocalPoint): Cut {
  const isWide = width * down > height * across;
  const cutWidth = isWide ? (height * across) / down : width;
  const cutHeight = isWide ? height : (width * down) / across;
  const from = (at: number, side: number, part: number) => Math.max(0, Math.min((side * at) / 100 - part / 2, side - part));
  return { left: from(point.x, width, cutWidth), top: from(point.y, height, cutHeight), width: cutWidth, height: cutHeight };
}

/** How an <img> lies in a box of that shape so that only the cut shows, in hundredths of the box. */
export function placed({ left, top, width, height }: Cut, full: { width: number; height: number }): string {
  const of = (n: number, side: number) => `${String(Math.round((n / side) * 10000) / 100)}%`;
  return `width: ${of(full.width, width)}; left: ${of(-left, width)}; top: ${of(-top, height)};`;
}

const STEP: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Where a key moves the point: a hundredth, or ten with Shift; null: it moves nothing. */
export function moved(point: FocalPoint, key: string, far: boolean): FocalPoint | null {
  const step = STEP[key];
  if (!step) return null;
  const by = far ? 10 : 1;
  const within = (n: number) => Math.max(0, Math.min(100, n));
  return { x: within(point.x + step[0] * by), y: within(point.y + step[1] * by) };
}
