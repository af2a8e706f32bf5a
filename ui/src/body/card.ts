// Embeds and related stories: calm cards that say what they lead to, edited in a small box.
import type { Node } from "prosemirror-model";
import { NodeSelection } from "prosemirror-state";
import type { EditorView, NodeView } from "prosemirror-view";
import { hostName, hostOf } from "./embeds";
import { isStoryId, shortHref } from "./links";
import { button, make } from "./parts";
import { attr } from "./schema";

/** What a card says: of which kind it is, its words, its address. */
export function cardText(node: Node): { kind: string; words: string; leads: string } {
  if (node.type.name === "related") {
    const to = attr(node, "to");
    return { kind: "Also read", words: attr(node, "headline") || "No headline yet", leads: isStoryId(to) ? "One of our stories" : shortHref(to) };
  }
  const url = attr(node, "url");
  const name = hostName(url);
  const host = hostOf(url);
  return { kind: name ? `Card · ${name}` : "Card", words: attr(node, "title") || shortHref(url), leads: host ? `Opens ${host}` : "" };
}

/** One card. `edit` opens the box for the card at a position. */
export class CardView implements NodeView {
  dom: HTMLElement;
  private kind = make("span", "card-kind");
  private words = make("span", "card-words");
  private leads = make("span", "card-leads");

  constructor(private node: Node, private view: EditorView, private getPos: () => number | undefined, private edit: (pos: number) => void) {
    this.dom = make("div", `card card-${node.type.name}`);
    this.dom.contentEditable = "false";
    this.dom.setAttribute("role", "group");
    this.words.dir = "auto";
    const open = () => {
      const pos = this.getPos();
      if (pos === undefined) return;
      this.view.dispatch(this.view.state.tr.setSelection(NodeSelection.create(this.view.state.doc, pos)));
      this.edit(pos);
    };
    this.dom.append(this.kind, this.words, this.leads, button("Edit", "Edit this card", "", open));
    this.dom.addEventListener("dblclick", open);
    this.draw();
  }

  private draw() {
    const { kind, words, leads } = cardText(this.node);
    this.kind.textContent = kind;
    this.words.textContent = words;
    this.leads.textContent = leads;
    this.dom.setAttribute("aria-label", [kind, words, leads].filter((part) => part !== "").join(". "));
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.draw();
    return true;
  }

  selectNode() { this.dom.classList.add("is-selected"); }
  deselectNode() { this.dom.classList.remove("is-selected"); }
  stopEvent(event: Event): boolean {
    return event.target instanceof HTMLButtonElement;
  }
  ignoreMutation(): boolean {
    return true;
  }
}
