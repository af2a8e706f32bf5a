// How long each field should be. Advice only: nothing here ever stops anyone typing.

export const LIMITS = {
  slug: 24,
  urlSlug: 60,
  eyebrow: 30,
  headline: 65,
  standfirst: 160,
  alt: 125,
  caption: 600,
} as const;

const segments = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Counts characters as a reader would: an emoji or a Hindi syllable sign with its letter is one. */
export function length(text: string): number {
  let n = 0;
  for (const { segment } of segments.segment(text)) n += segment === "" ? 0 : 1;
  return n;
}
