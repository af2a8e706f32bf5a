// Cutting a text as others will: a search engine by width, a lock screen by length.
import { characters } from "../kit/length";

export type Cut = { text: string; cut: boolean };

/** The widest title that a search page shows, in its letters of 20 pixels. */
export const SEARCH_TITLE_PX = 580;
/** What a search page shows of the description. */
export const SEARCH_DESCRIPTION = 155;
/** What a locked phone shows of an alert. */
export const LOCK_SCREEN = 120;

/** The first `n` of the characters, back to the end of a word where one is near. */
function first(all: string[], n: number): string {
  const kept = all.slice(0, n).join("");
  const word = kept.search(/\s+\S*$/u);
  return `${(all[n]?.trim() !== "" && word > kept.length * 0.7 ? kept.slice(0, word) : kept).trimEnd()}…`;
}

/** Cuts to so many characters as a reader counts them. */
export function cutToLength(text: string, most: number): Cut {
  const all = characters(text);
  return all.length <= most ? { text, cut: false } : { text: first(all, most - 1), cut: true };
}

/** Cuts to a width; `width` measures a text. No character is parted. */
export function cutToWidth(text: string, most: number, width: (text: string) => number): Cut {
  if (width(text) <= most) return { text, cut: false };
  const all = characters(text);
  let [fits, over] = [0, all.length];
  while (over - fits > 1) {
    const half = (fits + over) >> 1;
    if (width(`${all.slice(0, half).join("")}…`) <= most) fits = half;
    else over = half;
  }
  return { text: first(all, fits), cut: true };
}

let pen: CanvasRenderingContext2D | null | undefined;

/** The width of a title in the letters of a search page. */
export function titleWidth(text: string): number {
  pen ??= document.createElement("canvas").getContext("2d");
  if (!pen) return 0;
  pen.font = '400 20px Arial, "Liberation Sans", "Noto Sans", "Noto Sans Devanagari", "Noto Naskh Arabic", sans-serif';
  return pen.measureText(text).width;
}
