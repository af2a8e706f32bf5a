// A pull quote: the words large, and beneath them who said them.
import type { Node } from "prosemirror-model";
import { TextSelection } from "prosemirror-state";
import type { EditorView, NodeView, ViewMutationRecord } from "prosemirror-view";
import { leaveDown } from "./commands";
import { field, make, type Field } from "./parts";
import { attr } from "./schema";

/** The words pulled out of a story, with a field for the speaker. */
export class PullquoteView implements NodeView {
  dom = make("aside", "pullquote");
  contentDOM = make("p");
  private cite: Field;

  constructor(private node: Node, view: EditorView, getPos: () => number | undefined) {
    this.contentDOM.dir = "auto";
    this.dom.setAttribute("aria-label", "Pull quote");
    this.cite = field("Said by", "Name, role", "", {
      change: (value) => {
        const pos = getPos();
        if (pos !== undefined) view.dispatch(view.state.tr.setNodeAttribute(pos, "cite", value));
      },
      leave: (to) => {
        const pos = getPos();
        if (pos === undefined) return;
        view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, pos + 1 + this.node.content.size)));
        if (to === "after") leaveDown(view.state, view.dispatch.bind(view));
        view.focus();
      },
    });
    const fields = make("div", "block-fields");
    fields.contentEditable = "false";
    fields.append(this.cite.dom);
    this.dom.append(this.contentDOM, fields);
    this.draw();
  }

  private draw() {
    this.cite.show(attr(this.node, "cite"));
    this.contentDOM.classList.toggle("is-empty", this.node.content.size === 0);
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.draw();
    return true;
  }

  stopEvent(event: Event): boolean {
    return event.target instanceof HTMLInputElement;
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target);
  }
}
