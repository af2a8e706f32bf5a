// How key points, fact boxes and notes stand on the page while they are written: each with its name on it.
import type { Node } from "prosemirror-model";
import type { EditorView, NodeView, ViewMutationRecord } from "prosemirror-view";
import { button, make } from "./parts";

const names: Record<string, { label: string; remove: string }> = {
  note: { label: "Note, not published", remove: "Remove this note" },
  keypoints: { label: "Key points", remove: "Remove the key points" },
  factbox: { label: "Fact box", remove: "Remove this fact box" },
};

/** One box. Its lines are drawn by the schema. */
export class BoxView implements NodeView {
  dom: HTMLElement;
  contentDOM: HTMLElement;

  constructor(private node: Node, view: EditorView, getPos: () => number | undefined) {
    const kind = node.type.name;
    const { label, remove } = names[kind] ?? { label: kind, remove: "Remove" };
    this.dom = make("section", `lines-box lines-${kind}`);
    this.dom.setAttribute("role", "group");
    this.dom.setAttribute("aria-label", label);
    this.contentDOM = make(kind === "keypoints" ? "ul" : "div", "lines-in");
    const head = make("div", "lines-head");
    head.contentEditable = "false";
    const word = make("span", "lines-label");
    // The words are the window's own, in its language and direction; the group's label says them to who hears.
    word.textContent = label;
    word.lang = "en";
    word.dir = "ltr";
    word.setAttribute("aria-hidden", "true");
    head.append(word, button("×", remove, "", () => {
      const pos = getPos();
      if (pos === undefined) return;
      view.dispatch(view.state.tr.delete(pos, pos + this.node.nodeSize).scrollIntoView());
      view.focus();
    }));
    this.dom.append(head, this.contentDOM);
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    return true;
  }

  selectNode() { this.dom.classList.add("is-selected"); }
  deselectNode() { this.dom.classList.remove("is-selected"); }

  stopEvent(event: Event): boolean {
    return event.target instanceof HTMLButtonElement;
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target);
  }
}
