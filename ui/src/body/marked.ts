// Marks on the text: spelling, house style, what is still to fill in. Text goes out paragraph by
// paragraph once the keys have rested, those in sight first; what comes back is drawn. A paragraph
// that has not changed is the same node, so nothing is asked twice. Per key only what the key
// itself touched loses its mark.
import { closeHistory } from "prosemirror-history";
import type { Node } from "prosemirror-model";
import { NodeSelection, Plugin, PluginKey, TextSelection, type Transaction } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import type { Mark, Piece } from "../wire";
import { attr } from "./schema";

/** What the marks of one text ask of the window around it. */
export type MarkCalls = {
  check: (pieces: Piece[]) => Promise<Mark[][]>;
  /** What is marked is known anew. */
  found: () => void;
  /** A person points at a mark. */
  open: (spot: Spot, byKey: boolean) => void;
  /** Words are being typed: what floats is in the way. */
  typed: () => void;
};

/** A mark and its place in the document; `inText` is false for a picture's alt text and its like. */
export type Spot = { mark: Mark; media: string | null; pos: number; end: number; inText: boolean };

/** What is drawn; and the words that are marked and not drawn while the cursor is in them. */
type Sets = { drawn: DecorationSet; held: DecorationSet };
const NONE: Sets = { drawn: DecorationSet.empty, held: DecorationSet.empty };

const key = new PluginKey<Sets>("marked");
/** Milliseconds after the last key. */
const REST = 400;
/** Marks drawn at once; beyond them only what is near the part in sight. */
const MOST = 200;
const AT_ONCE = 40;
const KEPT = 4000;

/** One paragraph as it goes out: its own text, then the fields that hang on it. */
export type Block = { node: Node; pos: number; start: number; media: string | null; pieces: Piece[] };

const piece = (field: string, text: string, quoted = false, links: Piece["links"] = []): Piece => ({ field, text, quoted, links });

/** The text of a block, a unit for each position in it, so that places are the same in both. */
function textOf(node: Node): Pick<Piece, "text" | "links"> {
  let text = "";
  const links: Piece["links"] = [];
  node.forEach((child) => {
    const from = text.length;
    text += child.isText ? (child.text ?? "") : child.type.name === "hard_break" ? "\n" : "\ufffc".repeat(child.nodeSize);
    for (const mark of child.marks) {
      if (mark.type.name !== "link") continue;
      const last = links.at(-1);
      if (last?.to === from && last.href === attr(mark, "href")) last.to = text.length;
      else links.push({ from, to: text.length, href: attr(mark, "href") });
    }
  });
  return { text, links };
}

/** Every block with words in it, in order. */
export function blocksOf(doc: Node, field: string): Block[] {
  if (doc.inlineContent) {
    const { text, links } = textOf(doc);
    return [{ node: doc, pos: -1, start: 0, media: null, pieces: [piece(field, text, false, links)] }];
  }
  const out: Block[] = [];
  const walk = (parent: Node, at: number, quoted: boolean) => {
    parent.forEach((node, offset) => {
      const pos = at + offset;
      const name = node.type.name;
      if (name === "note") return; // a note in the copy is not for readers
      if (node.isTextblock) {
        const media = name === "figure" ? attr(node, "media") : null;
        const { text, links } = textOf(node);
        const pieces = [piece(media === null ? "body" : "caption", text, quoted || name === "pullquote", links)];
        if (media !== null) pieces.push(piece("alt", attr(node, "alt")), piece("credit", attr(node, "credit")));
        if (name === "pullquote") pieces.push(piece("cite", attr(node, "cite")));
        out.push({ node, pos, start: pos + 1, media, pieces });
      } else if (node.isAtom) {
        const href = attr(node, "url") || attr(node, "to");
        const words = attr(node, "title") || attr(node, "headline") || href;
        if (href !== "") out.push({ node, pos, start: pos, media: null, pieces: [piece("card", words, true, [{ from: 0, to: words.length, href }])] });
      } else {
        walk(node, pos + 1, quoted || name === "blockquote");
      }
    });
  };
  walk(doc, 0, false);
  return out;
}

const keyOf = (p: Piece) => `${p.field}\n${p.quoted ? "q" : ""}\n${p.links.map((l) => `${String(l.from)} ${String(l.to)} ${l.href}`).join(" ")}\n${p.text}`;

/** The set without the marks that a change touched: the word being typed is not marked. */
function untouched(set: DecorationSet, tr: Transaction): DecorationSet {
  let left = set.map(tr.mapping, tr.doc);
  tr.mapping.maps.forEach((map, i) => {
    const rest = tr.mapping.slice(i + 1);
    map.forEach((_from, _to, from, to) => {
      const hit = left.find(rest.map(from, -1), rest.map(to, 1));
      if (hit.length > 0) left = left.remove(hit);
    });
  });
  return left;
}

/** The marks of one editor. The window keeps it to go from mark to mark. */
export class Marks {
  #nodes = new WeakMap<Node, Mark[][]>();
  #texts = new Map<string, Mark[]>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;
  #typing = false;
  #held = false;
  #crowded = false;
  #scroller: HTMLElement | null = null;

  constructor(private view: EditorView, private field: string, private calls: MarkCalls) {
    this.#scroller = view.dom.closest(".scroll");
    this.#scroller?.addEventListener("scroll", this.#scrolled, { passive: true });
    this.#later(50);
  }

  #scrolled = () => {
    if (this.#crowded) this.#later(120);
  };

  #later(ms: number) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), ms);
  }

  updated(docChanged: boolean) {
    if (docChanged) {
      this.#typing = true;
      this.calls.typed();
      this.#later(REST);
    } else if (this.#held && !this.#inHeldWord()) {
      this.#typing = false;
      this.#draw();
      this.calls.found();
    }
  }

  destroy() {
    clearTimeout(this.#timer);
    this.#turn += 1;
    this.#scroller?.removeEventListener("scroll", this.#scrolled);
  }

  /** Rules, words or the language changed: everything is looked at again. */
  again() {
    this.#nodes = new WeakMap();
    this.#texts.clear();
    this.#later(0);
  }

  #known(block: Block): Mark[][] | undefined {
    const known = this.#nodes.get(block.node);
    if (known) return known;
    const marks = block.pieces.map((p) => this.#texts.get(keyOf(p)));
    if (!marks.every((m) => m !== undefined)) return undefined;
    this.#nodes.set(block.node, marks);
    return marks;
  }

  async #look() {
    const turn = (this.#turn += 1);
    const unknown = blocksOf(this.view.state.doc, this.field).filter((b) => this.#known(b) === undefined);
    const inSight = this.#inSight();
    unknown.sort((a, b) => Number(!inSight(a)) - Number(!inSight(b)));
    for (let i = 0; i < unknown.length; i += AT_ONCE) {
      const some = unknown.slice(i, i + AT_ONCE);
      const pieces = some.flatMap((b) => b.pieces);
      // Without an answer the text stays unmarked; the next rest asks again.
      const answer = await this.calls.check(pieces).catch(() => null);
      if (turn !== this.#turn) return;
      if (answer === null) break;
      if (this.#texts.size > KEPT) this.#texts.clear();
      pieces.forEach((p, n) => this.#texts.set(keyOf(p), answer[n] ?? []));
      this.#draw();
      this.calls.found();
    }
    if (unknown.length === 0) {
      this.#draw();
      this.calls.found();
    }
  }

  /** Whether a block stands in the part of the text that is on screen, or near it. */
  #inSight(): (block: Block) => boolean {
    const frame = this.#scroller?.getBoundingClientRect();
    if (!frame) return () => true;
    const room = frame.height;
    return ({ pos }) => {
      if (pos < 0) return true;
      const dom = this.view.nodeDOM(pos);
      if (!(dom instanceof HTMLElement)) return false;
      const rect = dom.getBoundingClientRect();
      return rect.bottom > frame.top - room && rect.top < frame.bottom + room;
    };
  }

  /** Asked at each arrow key: it looks at the words beside the cursor, never through the text. */
  #inHeldWord(): boolean {
    const { from, empty } = this.view.state.selection;
    if (!empty || !this.view.hasFocus()) return false;
    return (key.getState(this.view.state)?.held.find(from, from).length ?? 0) > 0;
  }

  #spots(): Spot[] {
    const out: Spot[] = [];
    for (const block of blocksOf(this.view.state.doc, this.field)) {
      this.#known(block)?.forEach((marks, i) => {
        const isCard = block.node.isAtom && !block.node.isTextblock;
        for (const mark of marks) {
          const inText = i === 0 && !isCard;
          const pos = inText ? block.start + mark.from : block.pos;
          out.push({ mark, media: block.media, pos, end: inText ? block.start + mark.to : block.pos + block.node.nodeSize, inText });
        }
      });
    }
    return out;
  }

  /** Every mark, in the order of the text, but the word that is being typed. */
  spots(): Spot[] {
    const typed = this.#isTyped();
    return this.#spots().filter((s) => !typed(s));
  }

  /** Whether a mark is on the word that is being typed. */
  #isTyped(): (spot: Spot) => boolean {
    const { from, empty } = this.view.state.selection;
    const writing = this.#typing && empty && this.view.hasFocus();
    return (s) => writing && s.inText && s.end > s.pos && s.pos <= from && from <= s.end;
  }

  #draw() {
    const { doc } = this.view.state;
    const typed = this.#isTyped();
    const all = this.#spots();
    const shown = all.filter((s) => !typed(s));
    const held = all.filter(typed);
    this.#held = held.length > 0;
    this.#crowded = shown.length > MOST;
    let near = shown;
    if (this.#crowded) {
      const inSight = this.#inSight();
      const blocks = blocksOf(doc, this.field).filter((b) => inSight(b));
      const first = blocks[0]?.pos ?? 0;
      const last = blocks.at(-1);
      const end = last ? last.pos + last.node.nodeSize : doc.content.size;
      near = shown.filter((s) => s.pos >= first && s.end <= end).slice(0, MOST);
    }
    const drawn = near.map(({ mark, pos, end, inText }) =>
      inText && end > pos
        ? Decoration.inline(pos, end, { class: `mark-on mark-${mark.kind}` })
        : Decoration.node(inText ? pos - 1 : pos, inText ? pos - 1 + (doc.nodeAt(pos - 1)?.nodeSize ?? 0) : end, { class: "mark-block" }),
    ).filter((d) => d.from >= 0 && d.to > d.from);
    // What has not been looked at yet keeps its marks.
    const { drawn: was, held: wasHeld } = key.getState(this.view.state) ?? NONE;
    for (const block of blocksOf(doc, this.field)) {
      if (this.#known(block) === undefined) drawn.push(...was.find(block.start, block.start + block.node.content.size));
    }
    if (drawn.length === 0 && was === DecorationSet.empty && !this.#held && wasHeld === DecorationSet.empty) return;
    const sets: Sets = { drawn: DecorationSet.create(doc, drawn), held: DecorationSet.create(doc, held.map((s) => Decoration.inline(s.pos, s.end, {}))) };
    this.view.dispatch(this.view.state.tr.setMeta(key, sets).setMeta("addToHistory", false));
  }

  /** Where the cursor is, while it is in this text. */
  cursor(): { pos: number; covers: boolean } | null {
    const { from, empty } = this.view.state.selection;
    return this.view.hasFocus() ? { pos: from, covers: !empty } : null;
  }

  /** Goes to a mark: its words are selected and in sight. */
  select(spot: Spot): void {
    const { doc, tr } = this.view.state;
    if (spot.inText) tr.setSelection(TextSelection.create(doc, Math.min(spot.pos, doc.content.size), Math.min(spot.end, doc.content.size)));
    else if (doc.nodeAt(spot.pos)) tr.setSelection(NodeSelection.create(doc, spot.pos));
    this.#typing = false;
    this.view.focus();
    this.view.dispatch(tr.scrollIntoView());
  }

  focus(): void {
    this.view.focus();
  }

  /** Puts other words in the place of a mark, as one step to undo; false where the text has moved on. */
  take(spot: Spot, words: string): boolean {
    const { doc, tr, schema } = this.view.state;
    if (!spot.inText || spot.end > doc.content.size || doc.textBetween(spot.pos, spot.end, "\n", "\n") !== spot.mark.words) return false;
    const $pos = doc.resolve(spot.pos);
    const marks = $pos.marksAcross(doc.resolve(spot.end)) ?? $pos.marks();
    closeHistory(tr.replaceWith(spot.pos, spot.end, schema.text(words, marks)));
    this.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, spot.pos + words.length)));
    return true;
  }

  /** Where a mark is on screen. */
  box(spot: Spot): { left: number; right: number; top: number; bottom: number } | null {
    if (!spot.inText) {
      const dom = this.view.nodeDOM(spot.pos);
      return dom instanceof HTMLElement ? dom.getBoundingClientRect() : null;
    }
    if (spot.end > this.view.state.doc.content.size) return null;
    const a = this.view.coordsAtPos(spot.pos, 1);
    const b = this.view.coordsAtPos(spot.end, -1);
    const sameLine = Math.abs(a.top - b.top) < 4;
    return sameLine ? { left: Math.min(a.left, b.left), right: Math.max(a.right, b.right), top: a.top, bottom: b.bottom } : { left: a.left, right: a.left + 40, top: a.top, bottom: a.bottom };
  }

  /** The mark at a position, drawn or not. */
  at(pos: number): Spot | undefined {
    return this.spots().find((s) => s.inText && s.end > s.pos && s.pos <= pos && pos <= s.end);
  }

  open(spot: Spot, byKey: boolean): void {
    this.calls.open(spot, byKey);
  }
}

/** The plugin that draws marks in a text and tells of a click on one. `made` gets each view's marks. */
export function marked(field: string, calls: MarkCalls | undefined, made: (marks: Marks | null) => void): Plugin[] {
  if (!calls) return [];
  let marks: Marks | null = null;
  return [new Plugin<Sets>({
    key,
    state: {
      init: () => NONE,
      apply: (tr, sets) => (tr.getMeta(key) as Sets | undefined) ?? (tr.docChanged ? { drawn: untouched(sets.drawn, tr), held: untouched(sets.held, tr) } : sets),
    },
    props: {
      decorations: (state) => key.getState(state)?.drawn,
      handleClick(view, pos, event) {
        const on = event.target instanceof Element && event.target.closest(".mark-on") !== null;
        const spot = on && view.state.selection.empty ? marks?.at(pos) : undefined;
        if (spot) marks?.open(spot, false);
        return false;
      },
      handleDOMEvents: {
        // The key for a menu, or the other mouse button, on a marked word.
        contextmenu(view, event) {
          const byMouse = event.clientX !== 0 || event.clientY !== 0;
          const pos = byMouse && event.button === 2 ? view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos : view.state.selection.from;
          const spot = pos === undefined ? undefined : marks?.at(pos);
          if (!spot) return false;
          event.preventDefault();
          marks?.open(spot, true);
          return true;
        },
      },
    },
    view: (view) => {
      const mine = new Marks(view, field, calls);
      marks = mine;
      made(mine);
      return {
        update: (now, was) => mine.updated(now.state.doc !== was.doc),
        destroy: () => { mine.destroy(); made(null); },
      };
    },
  })];
}
