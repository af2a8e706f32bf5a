// How long a text is, and whether that is too long. Advice only: nothing here stops anyone typing.

const segments = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** The characters of a text as a reader sees them: an emoji, or a Hindi letter with its signs, is one. */
export const characters = (text: string): string[] => Array.from(segments.segment(text), (s) => s.segment);

/** Counts characters as a reader would. */
export const length = (text: string): number => {
  let n = 0;
  for (const { segment } of segments.segment(text)) n += segment === "" ? 0 : 1;
  return n;
};

/** Amber above the soft one, red above the hard one; either may be missing. */
export type Limits = { soft: number | null; hard: number | null };
export type Degree = "fine" | "over" | "far";

export const degree = (n: number, { soft, hard }: Limits): Degree => (hard !== null && n > hard ? "far" : soft !== null && n > soft ? "over" : "fine");

/** The limit that a counter shows: the one that is next to be passed, else the last. */
export const shownLimit = (n: number, { soft, hard }: Limits): number | null => (soft === null || (hard !== null && n > hard) ? hard : soft);
