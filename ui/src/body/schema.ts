// What a body may hold. The core reads and writes the same names (src-tauri/src/body.rs);
// a name that changes here changes there. What is not in a schema cannot be typed or pasted.
import { Schema, type DOMOutputSpec, type MarkSpec, type NodeSpec } from "prosemirror-model";
import { cleanHref } from "./links";

const auto = { dir: "auto" };

function textOf(dom: HTMLElement, name: string): string {
  return dom.getAttribute(name) ?? "";
}

const marks: Record<string, MarkSpec> = {
  link: {
    attrs: { href: {} },
    inclusive: false,
    parseDOM: [{
      tag: "a[href]",
      getAttrs: (dom) => {
        const href = cleanHref(textOf(dom, "href"));
        return href === null ? false : { href };
      },
    }],
    toDOM: (mark): DOMOutputSpec => {
      const href = String(mark.attrs.href);
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
      { tag: "b", getAttrs: (dom) => dom.style.fontWeight !== "normal" && null },
      { style: "font-weight", getAttrs: (value) => /^(bold(er)?|[6-9]\d{2})$/.test(value) && null },
    ],
    toDOM: (): DOMOutputSpec => ["strong", 0],
  },
};

const nodes: Record<string, NodeSpec> = {
  doc: { content: "block+" },
  paragraph: {
    content: "inline*", group: "block",
    parseDOM: [{ tag: "p" }],
    toDOM: () => ["p", auto, 0],
  },
  heading: {
    attrs: { level: { default: 2 } },
    content: "inline*", group: "block", defining: true,
    parseDOM: [
      { tag: "h1", attrs: { level: 2 } }, { tag: "h2", attrs: { level: 2 } }, { tag: "h3", attrs: { level: 3 } },
      { tag: "h4", attrs: { level: 4 } }, { tag: "h5", attrs: { level: 4 } }, { tag: "h6", attrs: { level: 4 } },
    ],
    toDOM: (node) => [`h${String(node.attrs.level)}`, auto, 0],
  },
  pullquote: {
    attrs: { cite: { default: "" } },
    content: "inline*", group: "block", defining: true,
    parseDOM: [{ tag: "aside[data-pullquote]", contentElement: "p", getAttrs: (dom) => ({ cite: textOf(dom, "data-cite") }) }],
    toDOM: (node) => ["aside", { "data-pullquote": "", "data-cite": node.attrs.cite as string }, ["p", auto, 0]],
  },
  blockquote: {
    content: "block+", group: "block", defining: true,
    parseDOM: [{ tag: "blockquote" }],
    toDOM: () => ["blockquote", 0],
  },
  bullet_list: {
    content: "list_item+", group: "block",
    parseDOM: [{ tag: "ul" }],
    toDOM: () => ["ul", 0],
  },
  ordered_list: {
    attrs: { order: { default: 1 } },
    content: "list_item+", group: "block",
    parseDOM: [{ tag: "ol", getAttrs: (dom) => ({ order: Number.parseInt(dom.getAttribute("start") ?? "1", 10) || 1 }) }],
    toDOM: (node) => ["ol", node.attrs.order === 1 ? {} : { start: String(node.attrs.order) }, 0],
  },
  list_item: {
    content: "paragraph block*", defining: true,
    parseDOM: [{ tag: "li" }],
    toDOM: () => ["li", 0],
  },
  horizontal_rule: {
    group: "block",
    parseDOM: [{ tag: "hr" }],
    toDOM: () => ["hr"],
  },
  figure: {
    attrs: { media: {}, alt: { default: "" }, credit: { default: "" } },
    content: "inline*", group: "block", isolating: true, defining: true, draggable: true,
    parseDOM: [{
      tag: "figure[data-media]", contentElement: "figcaption",
      getAttrs: (dom) => ({ media: textOf(dom, "data-media"), alt: textOf(dom, "data-alt"), credit: textOf(dom, "data-credit") }),
    }],
    toDOM: ({ attrs }) => [
      "figure",
      { "data-media": attrs.media as string, "data-alt": attrs.alt as string, "data-credit": attrs.credit as string },
      ["figcaption", auto, 0],
    ],
  },
  embed: {
    attrs: { url: {}, title: { default: "" } },
    group: "block", atom: true, draggable: true,
    parseDOM: [{ tag: "div[data-embed]", getAttrs: (dom) => ({ url: textOf(dom, "data-embed"), title: dom.textContent ?? "" }) }],
    toDOM: ({ attrs }) => ["div", { "data-embed": attrs.url as string }, attrs.title as string],
  },
  related: {
    attrs: { to: {}, headline: { default: "" } },
    group: "block", atom: true, draggable: true,
    parseDOM: [{ tag: "div[data-related]", getAttrs: (dom) => ({ to: textOf(dom, "data-related"), headline: dom.textContent ?? "" }) }],
    toDOM: ({ attrs }) => ["div", { "data-related": attrs.to as string }, attrs.headline as string],
  },
  // Spans and widths exist only because prosemirror-tables asks for them: they stay 1 and are not stored.
  table: {
    content: "table_row+", group: "block", tableRole: "table", isolating: true,
    parseDOM: [{ tag: "table" }],
    toDOM: () => ["table", ["tbody", 0]],
  },
  table_row: { content: "(table_cell | table_header)*", tableRole: "row", parseDOM: [{ tag: "tr" }], toDOM: () => ["tr", 0] },
  table_header: cell("th", "header_cell"),
  table_cell: cell("td", "cell"),
  hard_break: {
    inline: true, group: "inline", selectable: false,
    parseDOM: [{ tag: "br" }],
    toDOM: () => ["br"],
    leafText: () => "\n",
  },
  text: { group: "inline" },
};

function cell(tag: "td" | "th", tableRole: string): NodeSpec {
  return {
    content: "inline*", tableRole, isolating: true,
    attrs: { colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null } },
    parseDOM: [{ tag }],
    toDOM: () => [tag, auto, 0],
  };
}

/** The body of a story. */
export const schema = new Schema({ nodes, marks });

/** One line of rich text: a standfirst, or the caption of the lead picture. */
export const inlineSchema = new Schema({
  nodes: { doc: { content: "text*", toDOM: () => ["p", auto, 0] }, text: {} },
  marks,
});
