// A picture in the text: the picture, its caption in place, credit and alt text beneath.
import type { Node } from "prosemirror-model";
import { NodeSelection, TextSelection } from "prosemirror-state";
import type { EditorView, NodeView, ViewMutationRecord } from "prosemirror-view";
import { pictureUrl } from "../ipc";
import { leaveDown, moveBlock } from "./commands";
import { button, field, make, type Field } from "./parts";
import { attr } from "./schema";

/** Advice, not a limit: longer alt text is cut by some screen readers. */
const altAdvice = 125;

/** The picture of one use, with what the reader is told about it. */
export class FigureView implements NodeView {
  dom: HTMLElement;
  contentDOM: HTMLElement;
  private picture = make("div", "figure-picture");
  private img = make("img");
  private broken = make("p", "figure-broken");
  private credit: Field;
  private alt: Field;

  constructor(private node: Node, private view: EditorView, private getPos: () => number | undefined) {
    this.dom = make("figure", "figure");
    this.contentDOM = make("figcaption");
    this.contentDOM.dir = "auto";
    this.img.draggable = false;
    this.img.addEventListener("error", () => { this.shown(false); });
    this.img.addEventListener("load", () => { this.shown(true); });
    this.broken.textContent = "This picture cannot be shown here. Its caption, credit and place in the story are kept.";
    this.broken.hidden = true;
    const tools = make("div", "figure-tools");
    tools.append(
      button("↑", "Move picture up", "Alt+Shift+Up", () => { this.move(-1); }),
      button("↓", "Move picture down", "Alt+Shift+Down", () => { this.move(1); }),
      button("×", "Remove picture from the story", "", () => { this.remove(); }),
    );
    this.picture.append(this.img, this.broken, tools);
    this.picture.contentEditable = "false";
    this.credit = field("Credit", "Who took it / agency", "No credit", { change: (v) => { this.set("credit", v); }, leave: this.leave });
    this.alt = field("Alt text", "What it shows, for readers who cannot see it", "No alt text", { change: (v) => { this.set("alt", v); }, leave: this.leave }, altAdvice);
    const fields = make("div", "block-fields");
    fields.contentEditable = "false";
    fields.append(this.credit.dom, this.alt.dom);
    this.dom.append(this.picture, this.contentDOM, fields);
    this.draw();
  }

  /** Where the keys of a field lead: back into the caption, or on to the text after. */
  private leave = (to: "caption" | "after") => {
    const pos = this.getPos();
    if (pos === undefined) return;
    const inside = pos + 1 + this.node.content.size;
    this.view.dispatch(this.view.state.tr.setSelection(TextSelection.create(this.view.state.doc, inside)));
    if (to === "after") leaveDown(this.view.state, this.view.dispatch.bind(this.view));
    this.view.focus();
  };

  private draw() {
    const media = attr(this.node, "media");
    if (this.dom.dataset["media"] !== media) {
      this.dom.dataset["media"] = media;
      this.img.src = pictureUrl(media, 1200);
    }
    const alt = attr(this.node, "alt");
    // Set even when empty: without the attribute a screen reader reads the address out.
    if (this.img.getAttribute("alt") !== alt) this.img.setAttribute("alt", alt);
    this.credit.show(attr(this.node, "credit"));
    this.alt.show(alt);
    this.contentDOM.classList.toggle("is-empty", this.node.content.size === 0);
  }

  private shown(whole: boolean) {
    this.img.hidden = !whole;
    this.broken.hidden = whole;
  }

  private set(name: "credit" | "alt", value: string) {
    const pos = this.getPos();
    if (pos !== undefined) this.view.dispatch(this.view.state.tr.setNodeAttribute(pos, name, value));
  }

  private move(by: -1 | 1) {
    const pos = this.getPos();
    if (pos === undefined) return;
    this.view.dispatch(this.view.state.tr.setSelection(NodeSelection.create(this.view.state.doc, pos)));
    moveBlock(by)(this.view.state, this.view.dispatch.bind(this.view));
    this.view.focus();
  }

  private remove() {
    const pos = this.getPos();
    if (pos === undefined) return;
    this.view.dispatch(this.view.state.tr.delete(pos, pos + this.node.nodeSize).scrollIntoView());
    this.view.focus();
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
    const { target } = event;
    return target instanceof HTMLElement && target.closest("input, button") !== null;
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target);
  }
}
