// Finding words or a pattern in texts, and what stands in a hit's place afterwards. Pure: no page, no editor.

/** What is sought. A pattern is a JavaScript RegExp with the `u` flag. */
export type Sought = { text: string; matchCase: boolean; wholeWord: boolean; pattern: boolean };

/** A place in one of the texts; `groups` are those of a pattern, the whole hit first. */
export type Hit = { in: number; from: number; to: number; groups: (string | undefined)[]; named: Record<string, string | undefined> };

/** More hits than anybody goes through; the count then ends in a plus. */
export const MOST_HITS = 10_000;

const WORD = /[\p{L}\p{M}\p{N}\p{Pc}\u200c\u200d]/u;
/** Scripts that put no space between words: only a dictionary knows where one ends. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Accents of Latin, Greek and Cyrillic letters: "resume" is no part of "résumé", however that was typed. */
const ACCENT = /[\u0300-\u036f]/;

/** The sought words or pattern as an expression. Throws where a pattern is none. */
export function expression(sought: Sought): RegExp {
  const source = sought.pattern ? sought.text : sought.text.normalize("NFD").replace(/[\\^$.*+?()[\]{}|/-]/g, (sign) => (sign === "-" ? "\\x2d" : `\\${sign}`));
  return new RegExp(source, sought.matchCase ? "gu" : "giu");
}

function before(text: string, at: number): string {
  const unit = text.charCodeAt(at - 1);
  return unit >= 0xdc00 && unit <= 0xdfff && at > 1 ? text.slice(at - 2, at) : text.slice(at - 1, at);
}

function behind(text: string, at: number): string {
  const point = text.codePointAt(at);
  return point === undefined ? "" : String.fromCodePoint(point);
}

/** Whether a word begins or ends there. Asks the dictionary only between two letters of an unspaced script. */
function wordEdges(text: string): (at: number) => boolean {
  let edges: Set<number> | undefined;
  return (at) => {
    const one = before(text, at);
    const next = behind(text, at);
    if (one === "" || next === "" || !WORD.test(one) || !WORD.test(next)) return true;
    if (!UNSPACED.test(one) || !UNSPACED.test(next)) return false;
    edges ??= new Set(Array.from(new Intl.Segmenter(undefined, { granularity: "word" }).segment(text), (part) => part.index));
    return edges.has(at);
  };
}

/** A text in its decomposed form, with the place of each of its units in the text as it stands. */
function decomposed(text: string): { text: string; places: number[] | null } {
  const whole = text.normalize("NFD");
  if (whole === text) return { text, places: null };
  const places: number[] = [];
  let out = "";
  // By letter with its marks, since marks are put in order among themselves.
  for (const cluster of text.matchAll(/\P{M}?\p{M}*/gsu)) {
    const plain = cluster[0].normalize("NFD");
    // -1: the middle of a letter as it stands; a hit may not begin or end there.
    for (let i = 0; i < plain.length; i += 1) places.push(i === 0 ? cluster.index : plain === cluster[0] ? cluster.index + i : -1);
    out += plain;
  }
  places.push(text.length);
  return { text: out, places };
}

/** Every hit in the texts, in their order, up to MOST_HITS. A hit of no letters is none. */
export function hitsIn(sought: Sought, texts: string[]): Hit[] {
  const found: Hit[] = [];
  if (sought.text === "") return found;
  const wanted = expression(sought);
  for (const [index, text] of texts.entries()) {
    const plain = sought.pattern ? { text, places: null } : decomposed(text);
    const edge = sought.wholeWord ? wordEdges(text) : null;
    for (const match of plain.text.matchAll(wanted)) {
      const end = match.index + match[0].length;
      const from = plain.places?.[match.index] ?? match.index;
      const to = plain.places?.[end] ?? end;
      if (match[0] === "" || from < 0 || to < 0) continue;
      if (!sought.pattern && ACCENT.test(plain.text.charAt(end))) continue;
      if (edge && !(edge(from) && edge(to))) continue;
      found.push({ in: index, from, to, groups: sought.pattern ? [...match] : [text.slice(from, to)], named: { ...match.groups } });
      if (found.length >= MOST_HITS) return found;
    }
  }
  return found;
}

/** What a hit becomes. In a pattern's replacement $1 to $99, $<name>, $& and $$ mean what they mean in JavaScript. */
export function replacementOf(sought: Sought, replacement: string, hit: Hit): string {
  if (!sought.pattern) return replacement;
  return replacement.replace(/\$(\$|&|\d\d?|<[^>]*>)/g, (whole, sign: string) => {
    if (sign === "$") return "$";
    if (sign === "&") return hit.groups[0] ?? "";
    if (sign.startsWith("<")) return hit.named[sign.slice(1, -1)] ?? "";
    for (const digits of [sign, sign.slice(0, 1)]) {
      const n = Number(digits);
      if (n > 0 && n < hit.groups.length) return (hit.groups[n] ?? "") + sign.slice(digits.length);
    }
    return whole;
  });
}

/** What is wrong with a pattern, in a sentence; null where it can be sought. */
export function wrongWith(sought: Sought): string | null {
  if (!sought.pattern || sought.text === "") return null;
  try {
    expression(sought);
    return null;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const reason = said.replace(/^.*Invalid regular expression:\s*(\/.*\/\w*:\s*)?/s, "").replace(/\.$/, "");
    return `This is not a pattern yet: ${reason}.`;
  }
}
