// Find and replace in one story: its plain fields, its lines and its body, in the order they are read.
import type { EditorView } from "prosemirror-view";
import { undo } from "prosemirror-history";
import { bring, mark, replaced, select, stretchesOf, type Spotted, type Stretch } from "./body/find";
import { MOST_HITS, replacementOf, type Hit, type Sought } from "./kit/hits";
import { aside, Seeker } from "./kit/seek";
import { count } from "./words";

/** A field of plain text. */
export type Plain = "eyebrow" | "headline" | "credit" | "alt";
/** What a story offers to be searched. */
export type Surfaces = {
  plain: (field: Plain) => string;
  setPlain: (field: Plain, value: string) => void;
  box: (field: Plain) => HTMLTextAreaElement | null;
  /** In the order they are read; null: not on screen. */
  lines: () => { where: string; view: EditorView | null }[];
  body: () => EditorView | null;
};

type Part = { where: string; text: string; order: number } & ({ plain: Plain } | { view: EditorView; doc: EditorView["state"]["doc"]; stretch: Stretch });
const PLAIN: [field: Plain, where: string, order: number][] = [["eyebrow", "the eyebrow", 0], ["headline", "the headline", 1], ["credit", "a credit", 4], ["alt", "an alt text", 5]];
/** Marks beyond these are not drawn: nobody sees more at once, and each costs the page. */
export const MOST_MARKS = 200;

/** The hits to mark around the one at `at`. */
export function near<T>(hits: T[], at: number, most = MOST_MARKS): { shown: T[]; first: number } {
  const first = Math.max(0, Math.min(at - most / 2, hits.length - most));
  return { shown: hits.slice(first, first + most), first };
}

export class Finder {
  open = $state(false);
  replacing = $state(false);
  sought: Sought = $state({ text: "", matchCase: false, wholeWord: false, pattern: false });
  replacement = $state("");
  hits: Hit[] = $state.raw([]);
  at = $state(-1);
  trouble: string | null = $state(null);
  /** What was just done, for eyes and ears. */
  said = $state("");
  /** Set after a replacement that can be taken back from here. */
  takeBack: (() => void) | null = $state.raw(null);
  #parts: Part[] = [];
  #seeker = new Seeker(aside);
  #soon: ReturnType<typeof setTimeout> | undefined;
  #origin = { part: 0, offset: 0 };
  #came: Element | null = null;
  #marked: Element | null = null;

  constructor(private surfaces: Surfaces) {}

  /** "3 of 12", "No hit", or nothing. */
  get counted(): string {
    if (this.sought.text === "" || this.trouble !== null) return "";
    if (this.hits.length === 0) return "Not found";
    return `${(this.at + 1).toLocaleString("en-GB")} of ${this.hits.length.toLocaleString("en-GB")}${this.hits.length >= MOST_HITS ? "+" : ""}`;
  }

  /** Where the hit stands that is looked at. */
  get where(): string {
    const hit = this.hits[this.at];
    return hit ? (this.#parts[hit.in]?.where ?? "") : "";
  }

  /** Opens the bar; words that are selected are what is sought first. */
  begin(replacing: boolean): void {
    this.#enter(replacing, true);
    void this.look();
  }

  #enter(replacing: boolean, takeChosen: boolean): void {
    if (!this.open) this.#came = document.activeElement;
    this.replacing = replacing || (this.open && this.replacing);
    this.open = true;
    this.said = "";
    const view = this.#views().find((v) => v.hasFocus());
    if (view) {
      const { from, to, $from: caret } = view.state.selection;
      const chosen = view.state.doc.textBetween(from, to, "\n", "\n");
      if (takeChosen && chosen !== "" && !chosen.includes("\n") && chosen.length <= 200) this.sought = { ...this.sought, text: chosen, pattern: false };
      const start = caret.parent.inlineContent ? caret.start() : from;
      this.#parts = this.#collect();
      const part = this.#parts.findIndex((p) => "view" in p && p.view === view && p.stretch.start >= start);
      this.#origin = part < 0 ? { part: 0, offset: 0 } : { part, offset: Math.max(0, from - start) };
    } else if (document.activeElement instanceof HTMLTextAreaElement) {
      const box = document.activeElement;
      const chosen = box.value.slice(box.selectionStart, box.selectionEnd);
      if (takeChosen && chosen !== "") this.sought = { ...this.sought, text: chosen, pattern: false };
      const field = PLAIN.find(([plain]) => this.surfaces.box(plain) === box)?.[0];
      this.#parts = this.#collect();
      const part = this.#parts.findIndex((p) => "plain" in p && p.plain === field);
      this.#origin = part < 0 ? { part: 0, offset: 0 } : { part, offset: box.selectionStart };
    }
  }

  /** Seeks again soon: what is sought has changed, or (then nothing is selected) the text. */
  stir(show = true): void {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => { if (this.open) void this.look(show); }, show ? 100 : 300);
  }

  /** The text may have changed. Costs nothing where it did not. */
  changed(): void {
    if (this.open && this.sought.text !== "" && !this.#fresh()) this.stir(false);
  }

  /** Seeks now, and goes to the first hit from where the last one stood. */
  async look(show = true): Promise<void> {
    clearTimeout(this.#soon);
    const parts = this.#collect();
    const found = await this.#seeker.seek($state.snapshot(this.sought), parts.map((p) => p.text));
    if (found === null || !this.open) return;
    this.#parts = parts;
    this.trouble = found.trouble;
    this.hits = found.hits;
    const { part, offset } = this.#origin;
    const from = found.hits.findIndex((h) => h.in > part || (h.in === part && h.from >= offset));
    this.at = found.hits.length === 0 ? -1 : Math.max(0, from);
    this.#draw(show);
  }

  /** The next hit, or the one before; round the end. */
  async step(by: 1 | -1): Promise<void> {
    if (!this.open) {
      // The strip was closed, with a hit selected or the cursor anywhere: on from there, for what was sought last.
      this.#enter(false, false);
      const { part, offset } = this.#origin;
      await this.look(false);
      const there = this.hits[this.at];
      if (by === 1 && there && (there.in !== part || there.from !== offset)) {
        this.#draw(true);
        return;
      }
    } else if (!this.#fresh()) {
      await this.look(false);
    }
    if (this.hits.length === 0) return;
    this.said = "";
    this.at = (this.at + by + this.hits.length) % this.hits.length;
    this.takeBack = null;
    const hit = this.hits[this.at];
    if (hit) this.#origin = { part: hit.in, offset: hit.from };
    this.#draw(true);
  }

  /** Replaces the hit that is looked at, and goes to the next. */
  async replace(): Promise<void> {
    if (!this.#fresh()) await this.look();
    const hit = this.hits[this.at];
    if (!hit) return;
    const words = this.#words(hit);
    this.#put([hit]);
    this.#origin = { part: hit.in, offset: hit.from + words.length };
    await this.look();
    this.said = `Replaced.${this.hits.length === 0 ? " No more hits." : ""}`;
  }

  /** Replaces every hit: one step of undo in the body. */
  async replaceAll(): Promise<void> {
    await this.look(false);
    const { hits } = this;
    if (hits.length === 0) return;
    const where = hits.map((h) => this.#parts[h.in]?.where ?? "").filter((one, n, all) => all.indexOf(one) === n);
    this.#put(hits);
    this.#origin = { part: 0, offset: 0 };
    await this.look(false);
    this.said = `Replaced ${count(hits.length, "hit")}${where.length > 1 ? `: ${where.join(", ")}` : ""}.`;
  }

  /** Closes the bar; the text has the focus, with the hit selected. */
  close(): void {
    const hit = this.hits[this.at];
    const part = hit && this.#parts[hit.in];
    this.open = false;
    this.said = "";
    this.takeBack = null;
    this.#seeker.end();
    this.#unmark();
    if (part && "view" in part && this.#fresh()) {
      select(part.view, spotted(part.stretch, hit));
      part.view.focus();
    } else if (part && "plain" in part) {
      const box = this.surfaces.box(part.plain);
      box?.focus();
      box?.setSelectionRange(hit.from, hit.to);
    } else if (this.#came instanceof HTMLElement && this.#came.isConnected) {
      this.#came.focus();
    }
  }

  /** The story leaves the screen. */
  end(): void {
    clearTimeout(this.#soon);
    this.open = false;
    this.#seeker.end();
  }

  #words(hit: Hit): string {
    // A line of text holds no line break and no control signs.
    return replacementOf(this.sought, this.replacement, hit).replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, " ");
  }

  #put(hits: Hit[]): void {
    const back: (() => void)[] = [];
    for (const [field] of PLAIN) {
      const list = hits.filter((hit) => { const part = this.#parts[hit.in]; return part && "plain" in part && part.plain === field; });
      if (list.length === 0) continue;
      const before = this.surfaces.plain(field);
      const after = list.reduceRight((text, hit) => text.slice(0, hit.from) + this.#words(hit) + text.slice(hit.to), before);
      this.surfaces.setPlain(field, after);
      back.push(() => { if (this.surfaces.plain(field) === after) this.surfaces.setPlain(field, before); });
    }
    for (const view of this.#views()) {
      const changes = hits.flatMap((hit) => {
        const part = this.#parts[hit.in];
        return part && "view" in part && part.view === view ? [{ hit: spotted(part.stretch, hit), words: this.#words(hit) }] : [];
      });
      if (changes.length === 0) continue;
      view.dispatch(replaced(view.state, changes));
      const { doc } = view.state;
      back.push(() => { if (view.state.doc.eq(doc)) undo(view.state, view.dispatch.bind(view)); });
    }
    this.takeBack = () => {
      for (const one of back) one();
      this.takeBack = null;
      this.said = "Taken back.";
      void this.look();
    };
  }

  #views(): EditorView[] {
    return [...this.surfaces.lines().map((l) => l.view), this.surfaces.body()].filter((v) => v !== null);
  }

  #collect(): Part[] {
    const parts: Part[] = PLAIN.map(([plain, where, order]) => ({ plain, where, order, text: this.surfaces.plain(plain) }));
    const add = (view: EditorView | null, where: string, order: number) => {
      if (view) for (const stretch of stretchesOf(view.state.doc, where)) parts.push({ view, doc: view.state.doc, stretch, where: stretch.where, text: stretch.text, order });
    };
    this.surfaces.lines().forEach((line, index) => add(line.view, line.where, 2 + index));
    add(this.surfaces.body(), "the body", 6);
    return parts.sort((a, b) => a.order - b.order);
  }

  /** Whether the text is still what was searched. */
  #fresh(): boolean {
    return this.#parts.length > 0 && this.#parts.every((p) => ("plain" in p ? this.surfaces.plain(p.plain) === p.text : !p.view.isDestroyed && p.view.state.doc === p.doc));
  }

  #draw(show: boolean): void {
    this.#unmark();
    const { shown, first } = near(this.hits, Math.max(0, this.at));
    const now = this.hits[this.at];
    const part = now && this.#parts[now.in];
    for (const view of this.#views()) {
      const mine = shown.flatMap((hit, index) => {
        const of = this.#parts[hit.in];
        return of && "view" in of && of.view === view ? [{ spot: spotted(of.stretch, hit), now: first + index === this.at }] : [];
      });
      mark(view, mine.map((m) => m.spot), mine.findIndex((m) => m.now));
    }
    if (part && "plain" in part) {
      this.#marked = this.surfaces.box(part.plain)?.parentElement ?? null;
      this.#marked?.classList.add("holds-found");
      if (show) this.#marked?.scrollIntoView({ block: "nearest" });
    } else if (part && show && !part.view.isDestroyed) {
      const spot = spotted(part.stretch, now);
      select(part.view, spot);
      bring(part.view, spot);
    }
  }

  #unmark(): void {
    this.#marked?.classList.remove("holds-found");
    this.#marked = null;
    if (!this.open) for (const view of this.#views()) mark(view, [], -1);
  }
}

const spotted = (stretch: Stretch, hit: Hit): Spotted => ({ start: stretch.start, attr: stretch.attr, from: hit.from, to: hit.to });
