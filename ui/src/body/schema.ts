// What a body may hold. The core reads and writes the same names (src-tauri/src/body.rs);
// a name that changes here changes there. What is not in a schema cannot be typed or pasted.
import { Schema, type DOMOutputSpec, type Mark, type MarkSpec, type Node, type NodeSpec } from "prosemirror-model";
import { cleanHref } from "./links";

const auto = { dir: "auto" };

/** An attribute that holds words. */
export function attr(of: Node | Mark, name: string): string {
  const value: unknown = of.attrs[name];
  return typeof value === "string" ? value : "";
}

/** The level of a subhead, as it may stand in a tag. */
export function levelOf(node: Node): 2 | 3 | 4 {
  const level: unknown = node.attrs["level"];
  return level === 3 || level === 4 ? level : 2;
}

function textOf(dom: HTMLElement, name: string): string {
  return dom.getAttribute(name) ?? "";
}

const marks = {
  link: {
    attrs: { href: {} },
    inclusive: false,
    parseDOM: [{
      tag: "a[href]",
      getAttrs: (dom: HTMLElement) => {
        const href = cleanHref(textOf(dom, "href"));
        return href === null ? false : { href };
      },
    }],
    toDOM: (mark: Mark): DOMOutputSpec => {
      const href = attr(mark, "href");
      return ["a", { href, title: href.startsWith("story:") ? "One of our stories" : href, rel: "noopener" }, 0];
    },
  },
  em: {
    parseDOM: [{ tag: "i" }, { tag: "em" }, { style: "font-style=italic" }],
    toDOM: (): DOMOutputSpec => ["em", 0],
  },
  strong: {
    parseDOM: [
      { tag: "strong" },
      { tag: "b", getAttrs: (dom: HTMLElement) => dom.style.fontWeight !== "normal" && null },
      { style: "font-weight", getAttrs: (value: string) => /^(bold(er)?|[6-9]\d{2})$/.test(value) && null },
    ],
    toDOM: (): DOMOutputSpec => ["strong", 0],
  },
} satisfies Record<string, MarkSpec>;

/** Where a pasted block has its text: a piece of one may come without. */
function inside(dom: globalThis.Node, css: string): HTMLElement {
  const block = dom as HTMLElement;
  return block.querySelector<HTMLElement>(css) ?? block;
}

const nodes = {
  doc: { content: "block+" },
  paragraph: {
    content: "inline*", group: "block",
    parseDOM: [{ tag: "p" }],
    toDOM: (): DOMOutputSpec => ["p", auto, 0],
  },
  heading: {
    attrs: { level: { default: 2 } },
    content: "inline*", group: "block", defining: true,
    parseDOM: [
      { tag: "h1", attrs: { level: 2 } }, { tag: "h2", attrs: { level: 2 } }, { tag: "h3", attrs: { level: 3 } },
      { tag: "h4", attrs: { level: 4 } }, { tag: "h5", attrs: { level: 4 } }, { tag: "h6", attrs: { level: 4 } },
    ],
    toDOM: (node: Node): DOMOutputSpec => [`h${levelOf(node)}`, auto, 0],
  },
  pullquote: {
    attrs: { cite: { default: "" } },
    content: "inline*", group: "block", defining: true,
    parseDOM: [{ tag: "aside[data-pullquote]", contentElement: (dom) => inside(dom, "p"), getAttrs: (dom: HTMLElement) => ({ cite: textOf(dom, "data-cite") }) }],
    toDOM: (node: Node): DOMOutputSpec => ["aside", { "data-pullquote": "", "data-cite": attr(node, "cite") }, ["p", auto, 0]],
  },
  blockquote: {
    content: "block+", group: "block", defining: true,
    parseDOM: [{ tag: "blockquote" }],
    toDOM: (): DOMOutputSpec => ["blockquote", 0],
  },
  bullet_list: {
    content: "list_item+", group: "block",
    parseDOM: [{ tag: "ul" }],
    toDOM: (): DOMOutputSpec => ["ul", 0],
  },
  ordered_list: {
    attrs: { order: { default: 1 } },
    content: "list_item+", group: "block",
    parseDOM: [{ tag: "ol", getAttrs: (dom: HTMLElement) => ({ order: Number.parseInt(dom.getAttribute("start") ?? "1", 10) || 1 }) }],
    toDOM: (node: Node): DOMOutputSpec => ["ol", node.attrs["order"] === 1 ? {} : { start: String(node.attrs["order"]) }, 0],
  },
  list_item: {
    content: "paragraph block*", defining: true,
    parseDOM: [{ tag: "li" }],
    toDOM: (): DOMOutputSpec => ["li", 0],
  },
  horizontal_rule: {
    group: "block",
    parseDOM: [{ tag: "hr" }],
    toDOM: (): DOMOutputSpec => ["hr"],
  },
  figure: {
    attrs: { media: {}, alt: { default: "" }, credit: { default: "" } },
    content: "inline*", group: "block", isolating: true, defining: true, draggable: true,
    parseDOM: [{
      tag: "figure[data-media]", contentElement: (dom) => inside(dom, "figcaption"),
      getAttrs: (dom: HTMLElement) => ({ media: textOf(dom, "data-media"), alt: textOf(dom, "data-alt"), credit: textOf(dom, "data-credit") }),
    }],
    toDOM: (node: Node): DOMOutputSpec => [
      "figure",
      { "data-media": attr(node, "media"), "data-alt": attr(node, "alt"), "data-credit": attr(node, "credit") },
      ["figcaption", auto, 0],
    ],
  },
  embed: {
    attrs: { url: {}, title: { default: "" } },
    group: "block", atom: true, draggable: true,
    parseDOM: [{ tag: "div[data-embed]", getAttrs: (dom: HTMLElement) => ({ url: textOf(dom, "data-embed"), title: dom.textContent }) }],
    toDOM: (node: Node): DOMOutputSpec => ["div", { "data-embed": attr(node, "url") }, attr(node, "title")],
  },
  related: {
    attrs: { to: {}, headline: { default: "" } },
    group: "block", atom: true, draggable: true,
    parseDOM: [{ tag: "div[data-related]", getAttrs: (dom: HTMLElement) => ({ to: textOf(dom, "data-related"), headline: dom.textContent }) }],
    toDOM: (node: Node): DOMOutputSpec => ["div", { "data-related": attr(node, "to") }, attr(node, "headline")],
  },
  // Blocks of lines. Isolating: no key may join a line of a note to the copy, or copy to a note.
  keypoints: box("keypoint+", "ul[data-keypoints]", ["ul", { "data-keypoints": "" }, 0]),
  keypoint: line("li[data-keypoint]", ["li", { "data-keypoint": "", ...auto }, 0]),
  factbox: box("factbox_title (factbox_text | factbox_point)+", "section[data-factbox]", ["section", { "data-factbox": "" }, 0]),
  factbox_title: { ...line("h2[data-fact-title]", ["h2", { "data-fact-title": "", ...auto }, 0]), content: "text*", marks: "" },
  factbox_text: line("p[data-fact]", ["p", { "data-fact": "", ...auto }, 0]),
  factbox_point: line("p[data-fact-point]", ["p", { "data-fact-point": "", ...auto }, 0]),
  note: box("note_text+", "section[data-note]", ["section", { "data-note": "" }, 0]),
  note_text: line("p[data-note-text]", ["p", { "data-note-text": "", ...auto }, 0]),
  // Spans and widths exist only because prosemirror-tables asks for them: they stay 1 and are not stored.
  table: {
    content: "table_row+", group: "block", tableRole: "table", isolating: true, allowGapCursor: false,
    parseDOM: [{ tag: "table" }],
    toDOM: (): DOMOutputSpec => ["table", ["tbody", 0]],
  },
  table_row: { content: "(table_cell | table_header)*", tableRole: "row", allowGapCursor: false, parseDOM: [{ tag: "tr" }], toDOM: (): DOMOutputSpec => ["tr", 0] },
  table_header: cell("th", "header_cell"),
  table_cell: cell("td", "cell"),
  hard_break: {
    inline: true, group: "inline", selectable: false,
    parseDOM: [{ tag: "br" }],
    toDOM: (): DOMOutputSpec => ["br"],
    leafText: () => "\n",
  },
  text: { group: "inline" },
} satisfies Record<string, NodeSpec>;

function cell(tag: "td" | "th", tableRole: string) {
  return {
    content: "inline*", tableRole, isolating: true,
    attrs: { colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null } },
    parseDOM: [{ tag }],
    toDOM: (): DOMOutputSpec => [tag, auto, 0],
  } satisfies NodeSpec;
}

/** A block that holds lines of its own kinds and nothing else. */
function box(content: string, tag: string, dom: DOMOutputSpec) {
  return { content, group: "block", isolating: true, parseDOM: [{ tag, priority: 60 }], toDOM: () => dom } satisfies NodeSpec;
}

/** A line of such a block: running text, no break. */
function line(tag: string, dom: DOMOutputSpec) {
  return { content: "inline*", parseDOM: [{ tag, priority: 60 }], toDOM: () => dom } satisfies NodeSpec;
}

/** The body of a story. */
export const schema = new Schema({ nodes, marks });

/** One line of rich text: a standfirst, or the caption of the lead picture. */
export const inlineSchema = new Schema({
  nodes: { doc: { content: "text*", toDOM: (): DOMOutputSpec => ["p", auto, 0] }, text: {} },
  marks,
});
