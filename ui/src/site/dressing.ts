// The choices of the site's dress, as an editor reads them.
import type { Face, Paper } from "../wire";

export const FACES: { face: Face; label: string }[] = [
  { face: "serif", label: "Serif, as newspapers" },
  { face: "old-style", label: "Old style, as books" },
  { face: "slab", label: "Slab, strong serifs" },
  { face: "sans", label: "Sans, the system’s" },
  { face: "humanist", label: "Humanist sans" },
];

export const PAPERS: { paper: Paper; label: string }[] = [
  { paper: "warm", label: "Warm" },
  { paper: "white", label: "White" },
];

/** Named forms of dates, each as English stories print it; other languages have their own words in the same order. */
export const DATE_FORMS: { form: string; label: string }[] = [
  { form: "", label: "October 28, 2025, 11:26 PM" },
  { form: "day-first", label: "28 October 2025, 23:26" },
  { form: "iso", label: "2025-10-28 23:26" },
];

/** What a new pattern begins with. */
export const PATTERN = "%-d %B %Y, %H:%M";

/** Whether the form is a pattern of the newsroom's own. */
export const isPattern = (form: string) => form !== "month-first" && !DATE_FORMS.some((known) => known.form === form);

/** What a person sees of a contrast: never more than it is. */
export const contrast = (figure: number) => `${(Math.floor(figure * 10) / 10).toFixed(1)}:1`;
