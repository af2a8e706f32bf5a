// Quotation marks, dashes and the ellipsis as they are typed, by the language of the text. Pure: what stands
// before the cursor and the sign just typed go in; what should stand there instead comes out.

/** Instead of the last `back` characters and the sign: these words. */
export type Typed = { back: number; put: string };

type Pairs = { double: [string, string]; single: [string, string] };

const nnbsp = "\u202f";
const pairs = (double: string, single: string): Pairs => ({ double: [double.charAt(0), double.charAt(1)], single: [single.charAt(0), single.charAt(1)] });

const english = pairs("“”", "‘’");
const german = pairs("„“", "‚‘");
const swiss = pairs("«»", "‹›");
const nordic = pairs("””", "’’");
// Where the second kind is a double sign too, the single key writes an apostrophe (below).
const guillemets = pairs("«»", "’’");
const low = pairs("„”", "’’");
const french: Pairs = { double: [`«${nnbsp}`, `${nnbsp}»`], single: ["’", "’"] };

/** The signs of a language; a longer tag is asked first. */
const table: Record<string, Pairs> = {
  en: english, hi: english, mr: english, ne: english, bn: english, gu: english, pa: english, ta: english, te: english, kn: english, ml: english,
  pt: english, nl: english, tr: english, ga: english, cy: english, id: english, ms: english, sw: english, vi: english, ko: english, lv: english, fil: english,
  de: german, cs: german, sk: german, sl: german, lt: german, et: german, is: german, bg: pairs("„“", "’’"),
  "de-ch": swiss, "fr-ch": swiss, "it-ch": swiss, "de-li": swiss, sv: nordic, fi: nordic, da: nordic, fr: french,
  es: guillemets, it: guillemets, ca: guillemets, "pt-pt": guillemets, el: guillemets, ru: guillemets, uk: guillemets, be: guillemets,
  no: pairs("«»", "‘’"), nb: pairs("«»", "‘’"), nn: pairs("«»", "‘’"),
  pl: pairs("„”", "‚’"), hu: low, ro: low, sr: low, hr: low, bs: low,
};
// Urdu, Arabic, Persian, Hebrew: papers differ, and the signs turn with the direction. Chinese and Japanese have
// input methods with signs of their own. What is typed there is meant as it is typed.
const untouched = /^(zh|ja|yue)\b/;

function signsOf(language: string): Pairs | null {
  const tag = language.toLowerCase().replace(/_/g, "-");
  const [main = "", ...rest] = tag.split("-");
  const region = rest.find((part) => part.length === 2);
  return table[`${main}-${region ?? ""}`] ?? table[main] ?? null;
}

/** Contractions that begin with an apostrophe, where an opening sign would be taken for one. */
const clipped = /(^|[\s([{“„«—–-])‘(tis|twas|twere|em|til|till|cause|bout|round)$/i;

/** The unbroken run at the cursor: a web address, a tag, a formula are left as they are typed. */
function inCode(before: string): boolean {
  const run = /\S*$/.exec(before)?.[0] ?? "";
  return /[=<>`\\{}]|:\/\/|^www\./.test(run);
}

function opensHere(before: string, { double, single }: Pairs, mine: string): boolean {
  if (/(^|[\s([{/\u2013\u2014\ufffc¿¡])$/.test(before) || /[\s\u2013\u2014]-$|^-$/.test(before)) return true;
  const last = before.slice(-1);
  const open = [double[0].charAt(0), single[0]].filter((sign) => ![double[1].slice(-1), single[1]].includes(sign));
  return open.includes(last) && last !== mine.charAt(0);
}

/** Whether more of these open than close before the cursor. */
function isOpen(before: string, [open, close]: [string, string]): boolean {
  const count = (sign: string) => before.split(sign).length - 1;
  return open === close ? count(open) % 2 === 1 : count(open) > count(close);
}

function quoteTyped(before: string, sign: string, signs: Pairs): string | null {
  const [open, close] = sign === "\"" ? signs.double : signs.single;
  // “But I—” closes; — “Well…” opens.
  const broken = /\S[—–]$/.test(before) && isOpen(before, [open.trim(), close.trim()]);
  if (!broken && opensHere(before, signs, open)) return open;
  // After a figure the sign is one of feet and inches, unless it closes what is open.
  const apart: [string, string] = [open.trim(), close.trim()];
  if (/\d$/.test(before)) return isOpen(before, apart) && apart[0] !== "’" ? close : null;
  if (sign === "\"") return close;
  return open !== "’" && isOpen(before, apart) ? close : "’";
}

/** A letter typed after a sign can show that the sign was an apostrophe: ’90s, ’tis, 1990’s, geht’s. */
function apostrophe(before: string, sign: string, { single }: Pairs): Typed | null {
  const [open, close] = single;
  if (open === "‘") {
    if (/^[^\p{L}\p{N}]$/u.test(sign)) {
      const word = clipped.exec(before)?.[2];
      if (word) return { back: word.length + 1, put: `’${word}` };
    }
    if (sign === "s" && /(^|[\s(“—–-])‘\d0$/.test(before)) return { back: 3, put: `’${before.slice(-2)}s` };
  }
  if (!/^\p{L}$/u.test(sign)) return null;
  if (/\d'$/.test(before)) return { back: 1, put: `’${sign}` };
  if (close !== "’" && new RegExp(`\\p{L}${close}$`, "u").test(before)) return { back: 1, put: `’${sign}` };
  return null;
}

/**
 * What a sign becomes behind `before`, the text of its paragraph up to the cursor; null where it stays as it is.
 * `ruled` says that three hyphens alone on a line make a rule here, so that two of them wait.
 */
export function typed(language: string, before: string, sign: string, ruled = false): Typed | null {
  if (language === "" || untouched.test(language.toLowerCase()) || sign.length !== 1 || inCode(before)) return null;
  if (sign === ".") return /(^|[^.])\.\.$/.test(before) ? { back: 2, put: "…" } : null;
  if (sign === "-") {
    if (before.endsWith("–")) return { back: 1, put: "—" };
    return /(^|[^-–])-$/.test(before) && !(ruled && before === "-") ? { back: 1, put: "–" } : null;
  }
  if (sign === " " && before === "--") return { back: 2, put: "– " };
  const signs = signsOf(language);
  if (!signs) return null;
  if (sign === " " && before.endsWith(`«${nnbsp}`)) return { back: 1, put: nnbsp };
  if (sign !== "\"" && sign !== "'") {
    const turned = apostrophe(before, sign, signs);
    return turned && !/^[\p{L}]$/u.test(sign) ? { back: turned.back, put: turned.put + sign } : turned;
  }
  const [open, close] = signs.double;
  // Who puts the space of a French quotation by hand has it once.
  if (sign === "\"" && close.startsWith(nnbsp) && /\S $/.test(before) && isOpen(before, [open.trim(), close.trim()])) return { back: 1, put: close };
  if (sign === "'" && signs.single[0] === "‘" && /(^|\s)‘n$/.test(before)) return { back: 2, put: "’n’" };
  const put = quoteTyped(before, sign, signs);
  return put === null ? null : { back: 0, put };
}
