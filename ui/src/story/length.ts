// How long a story is against the length that was asked for, and how its words are counted while
// it is written. The counting itself is the core's: here stands only what is asked, and when.
import { degree, type Limits } from "../kit/length";
import type { Length, Measured } from "../wire";

/** Fine: more than the band left. Near: the band or less left. Over: the band or less over. Far: more than that over. */
export type Band = "fine" | "near" | "over" | "far";

export const SIGNS: Record<Band, string> = { fine: "●", near: "◆", over: "▲", far: "■" };

export type LengthSays = { band: Band | null; figures: string; says: string };

const n = (x: number): string => x.toLocaleString("en-GB");

export function bandOf(words: number, asked: number, band: number): Band {
  const left = asked - words;
  return left > band ? "fine" : left >= 0 ? "near" : -left <= band ? "over" : "far";
}

/** What the status line says: against the commission, else against the profile's limits, else the count alone. */
export function lengthSays(words: number, asked: number | null, band: number, limits: Limits): LengthSays {
  const one = (of: number) => `${n(words)}/${n(of)} ${of === 1 ? "word" : "words"}`;
  const left = (of: number) => (words > of ? `${n(words - of)} over` : words === of ? "to length" : `${n(of - words)} left`);
  if (asked !== null) return { band: bandOf(words, asked, band), figures: one(asked), says: left(asked) };
  const how = degree(words, limits);
  const limit = how === "far" ? limits.hard : (limits.soft ?? limits.hard);
  if (limit === null) return { band: null, figures: `${n(words)} ${words === 1 ? "word" : "words"}`, says: "" };
  return { band: how === "fine" ? null : how, figures: one(limit), says: how === "fine" ? "" : left(limit) };
}

/** A block of the body as its editor holds it: never changed, only replaced. */
export type Block = { toJSON: () => unknown };

const plus = (a: Length, b: Length): Length => ({ words: a.words + b.words, cjkWords: a.cjkWords + b.cjkWords, cjkCharacters: a.cjkCharacters + b.cjkCharacters });
export const NOTHING: Length = { words: 0, cjkWords: 0, cjkCharacters: 0 };

/** Counts a body by asking the core about the blocks that it has not seen yet: while one writes, the one at the cursor. */
export class Ruler {
  #known = new WeakMap<Block, Length>();
  #ask: (blocks: unknown[], rest: Length) => Promise<Measured>;

  constructor(ask: (blocks: unknown[], rest: Length) => Promise<Measured>) {
    this.#ask = ask;
  }

  async measure(blocks: readonly Block[]): Promise<Measured> {
    let rest = NOTHING;
    const fresh: Block[] = [];
    for (const block of blocks) {
      const known = this.#known.get(block);
      if (known) rest = plus(rest, known);
      else fresh.push(block);
    }
    const measured = await this.#ask(fresh.map((b) => b.toJSON()), rest);
    fresh.forEach((block, i) => {
      const length = measured.blocks[i];
      if (length) this.#known.set(block, length);
    });
    return measured;
  }
}
