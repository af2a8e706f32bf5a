// Markdown while typing. Backspace or undo right after takes a conversion back (keys.ts).
import { InputRule, inputRules, wrappingInputRule } from "prosemirror-inputrules";
import type { MarkType } from "prosemirror-model";
import { TextSelection, type EditorState, type Plugin, type Transaction } from "prosemirror-state";
import { hrefFromTyped } from "./links";
import { inlineSchema, schema } from "./schema";

const { paragraph, heading, blockquote, bullet_list, ordered_list, horizontal_rule, factbox_text, factbox_point } = schema.nodes;

/** What may stand before an opening sign, so that 2*3*4 and snake_case stay as typed. */
const before = "(^|[\\s(\\[{\"'“‘«—–\\-/\\u00a0\\u000a\\ufffc])";

/** `start` and `end` hold a match in the document; the sign just typed is not in it yet. */
function markRule(sign: string, type: MarkType): InputRule {
  const s = sign.replace(/[*]/g, "\\*");
  const not = sign[0] === "*" ? "*" : "_";
  const rule = new RegExp(`${before}(${s})([^${not}\\s](?:[^${not}]*[^${not}\\s])?)${s}$`);
  return new InputRule(rule, (state, match, start, end) => {
    const [, lead = "", open = "", inner = ""] = match;
    const from = start + lead.length;
    const textFrom = from + open.length;
    const tr = state.tr;
    if (end > textFrom + inner.length) tr.delete(textFrom + inner.length, end);
    tr.delete(from, textFrom);
    return tr.addMark(from, from + inner.length, type.create()).removeStoredMark(type);
  });
}

function linkRule(type: MarkType): InputRule {
  return new InputRule(/\[([^[\]]+)\]\(([^()\s]+)\)$/, (state, match, start, end) => {
    const [, words = "", typed = ""] = match;
    const href = hrefFromTyped(typed);
    if (href === null) return null;
    const tr = state.tr.delete(start + 1 + words.length, end).delete(start, start + 1);
    return tr.addMark(start, start + words.length, type.create({ href })).removeStoredMark(type);
  });
}

/** A rule for blocks holds in a paragraph only: a caption must not become a subhead. */
function inParagraph(rule: (state: EditorState, match: RegExpMatchArray, start: number, end: number) => Transaction | null) {
  return (state: EditorState, match: RegExpMatchArray, start: number, end: number) =>
    state.doc.resolve(start).parent.type === paragraph ? rule(state, match, start, end) : null;
}

/** Asks another rule's own handler, which its type keeps to itself. */
function onlyInParagraph(rule: InputRule): InputRule {
  const inner = rule as unknown as { match: RegExp; handler: (s: EditorState, m: RegExpMatchArray, from: number, to: number) => Transaction | null };
  return new InputRule(inner.match, inParagraph(inner.handler));
}

const subhead = new InputRule(/^(#{2,4})\s$/, inParagraph((state, match, start, end) => {
  const $start = state.doc.resolve(start);
  if (!$start.node(-1).canReplaceWith($start.index(-1), $start.indexAfter(-1), heading)) return null;
  return state.tr.delete(start, end).setBlockType(start, start, heading, { level: match[1]?.length ?? 2 });
}));

/** A line of a fact box becomes a point. */
const point = new InputRule(/^\s*[-*•]\s$/, (state, _match, start, end) => {
  const $start = state.doc.resolve(start);
  if ($start.parent.type !== factbox_text) return null;
  return state.tr.delete(start, end).setNodeMarkup($start.before(), factbox_point);
});

const rule = new InputRule(/^---$/, inParagraph((state, _match, start) => {
  const $start = state.doc.resolve(start);
  const tr = state.tr.replaceWith($start.before(), $start.after(), [horizontal_rule.create(), paragraph.create()]);
  return tr.setSelection(TextSelection.create(tr.doc, $start.before() + 2));
}));

const blocks = [
  subhead,
  point,
  rule,
  onlyInParagraph(wrappingInputRule(/^\s*>\s$/, blockquote)),
  onlyInParagraph(wrappingInputRule(/^\s*[-*]\s$/, bullet_list)),
  onlyInParagraph(wrappingInputRule(
    /^(\d{1,3})[.)]\s$/, ordered_list,
    (match) => ({ order: Number(match[1]) }),
    (match, node) => node.childCount + Number(node.attrs["order"]) === Number(match[1]),
  )),
];

function inline(of: { link: MarkType; strong: MarkType; em: MarkType }): InputRule[] {
  return [markRule("**", of.strong), markRule("__", of.strong), markRule("*", of.em), markRule("_", of.em), linkRule(of.link)];
}

/** Every shortcut of the body. */
export const bodyRules = (): Plugin => inputRules({ rules: [...blocks, ...inline(schema.marks)] });

/** Bold, italic and links only, for one line. */
export const lineRules = (): Plugin => inputRules({ rules: inline(inlineSchema.marks) });
