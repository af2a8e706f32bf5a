// Which floating piece is open, and where: the bar, the +, the menu, the boxes, the table's bar.
import { NodeSelection, Selection, TextSelection, type EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { actsHere, type Act } from "./acts";
import { insertBlock } from "./commands";
import { cardOfNode, nodeOfCard, type CardDraft } from "./cards";
import { linkHere, newLink, withLink, withoutLink } from "./linking";
import { schema } from "./schema";
import { spotOf, type Spot } from "./spot";
import { emptyLine } from "./surface";
import { tableOf } from "./tables";

/** A box that is open over the text; at most one is. */
export type Box =
  | { kind: "link"; spot: Spot; href: string | null; words: string }
  | { kind: "at"; spot: Spot }
  | { kind: "card"; spot: Spot; draft: CardDraft; pos: number | null }
  | { kind: "menu"; spot: Spot; slash: boolean };

/** The floating pieces of one editor. */
export class Floats {
  bar = $state.raw<{ spot: Spot; acts: Act[] } | null>(null);
  plus = $state.raw<Spot | null>(null);
  table = $state.raw<{ top: number } | null>(null);
  box = $state.raw<Box | null>(null);
  /** While the pointer draws a selection, nothing may jump beneath it. */
  private drawing = false;

  constructor(private host: () => HTMLElement, private acts: (state: EditorState, link: () => void) => Act[] = actsHere) {}

  /** Looks again after a transaction. Typing in a line measures nothing: only an empty line or a selection does. */
  look(view: EditorView): void {
    const { state } = view;
    const { selection } = state;
    const here = view.hasFocus() || this.host().contains(document.activeElement);
    const shown = here && !this.drawing && !this.box && selection instanceof TextSelection && !selection.empty;
    if (shown) this.bar = { spot: spotOf(view, this.host(), selection.from, selection.to), acts: this.acts(state, () => { this.link(view); }) };
    else if (this.bar) this.bar = null;
    const line = here ? emptyLine(state) : null;
    if (line !== null) this.plus = spotOf(view, this.host(), line + 1);
    else if (this.plus) this.plus = null;
    const table = here ? tableOf(state) : null;
    const dom = table === null ? null : view.nodeDOM(table);
    if (dom instanceof HTMLElement) {
      const top = dom.getBoundingClientRect().top - this.host().getBoundingClientRect().top;
      if (this.table?.top !== top) this.table = { top };
    } else if (this.table) {
      this.table = null;
    }
  }

  draw(on: boolean, view: EditorView): void {
    this.drawing = on;
    if (!on) this.look(view);
  }

  hide(): void {
    this.bar = null;
    this.plus = null;
    this.table = null;
  }

  link(view: EditorView): void {
    const { from, to } = view.state.selection;
    this.box = { kind: "link", spot: spotOf(view, this.host(), from, to), href: linkHere(view.state)?.href ?? null, words: view.state.doc.textBetween(from, to, " ", " ").trim().slice(0, 80) };
    this.bar = null;
  }

  /** An @ at the start of a word: our stories, to be linked in the line. */
  at(view: EditorView): void {
    this.box = { kind: "at", spot: spotOf(view, this.host(), view.state.selection.from) };
  }

  putLink(view: EditorView, href: string, words: string): void {
    this.box = null;
    view.dispatch(newLink(view.state, href, words).scrollIntoView());
    view.focus();
  }

  menu(view: EditorView, slash: boolean): void {
    this.box = { kind: "menu", spot: spotOf(view, this.host(), view.state.selection.from), slash };
  }

  /** The box of a card: at a position, or for a new one here. */
  card(view: EditorView, at: number | "embed" | "related"): void {
    const pos = typeof at === "number" ? at : null;
    const node = pos === null ? null : view.state.doc.nodeAt(pos);
    const draft = typeof at === "string" ? { kind: at, to: "", words: "" } : node && cardOfNode(node);
    if (draft) this.box = { kind: "card", spot: spotOf(view, this.host(), pos ?? view.state.selection.from), draft, pos };
  }

  keepLink(view: EditorView, href: string, words: string): void {
    view.dispatch(withLink(view.state, href, words));
    this.close(view);
  }

  dropLink(view: EditorView): void {
    view.dispatch(withoutLink(view.state));
    this.close(view);
  }

  keepCard(view: EditorView, draft: CardDraft, pos: number | null): void {
    const node = nodeOfCard(draft);
    if (pos === null) insertBlock(node)(view.state, view.dispatch.bind(view));
    else {
      const tr = view.state.tr.setNodeMarkup(pos, node.type, node.attrs);
      view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, pos)));
    }
    this.close(view);
  }

  /** Closes the box and gives the text its cursor back; what was typed after a slash stays typed. */
  close(view: EditorView, typed = ""): void {
    const { box } = this;
    if (!box) return;
    this.box = null;
    if (box.kind === "menu" && (box.slash || typed)) view.dispatch(view.state.tr.insertText(`${box.slash ? "/" : ""}${typed}`));
    if (box.kind === "at") view.dispatch(view.state.tr.insertText(`@${typed}`));
    view.focus();
  }

  /** Closes the menu for what was chosen in it. */
  chosen(view: EditorView): void {
    this.box = null;
    view.focus();
  }
}

/** Selects the figure of a picture and brings it into sight; false where the body has none. */
export function showMedia(view: EditorView, media: string): boolean {
  let at = -1;
  view.state.doc.descendants((node, pos) => {
    if (at < 0 && node.type === schema.nodes.figure && node.attrs["media"] === media) at = pos;
    return at < 0;
  });
  if (at < 0) return false;
  view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, at)));
  const dom = view.nodeDOM(at);
  if (dom instanceof HTMLElement) dom.scrollIntoView({ block: "center" });
  view.focus();
  return true;
}

/** Puts the cursor at the end: where a picture goes that is put in before the text was ever clicked. */
export function toEnd(view: EditorView): void {
  view.dispatch(view.state.tr.setSelection(Selection.atEnd(view.state.doc)));
}
