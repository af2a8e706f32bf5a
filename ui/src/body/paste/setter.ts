// Sets pasted elements anew: walks what came and writes only blocks, marks and links that a body has.
// Text is never dropped here; what is not text of the page (scripts, forms, hidden parts) is taken out before.
import { cleanHref } from "../links";
import { keepsLines } from "./programs";
import { styleOf } from "./word";

type Marks = { strong: boolean; em: boolean; href: string | null };

const heads: Record<string, string> = { h1: "h2", h2: "h2", h3: "h3", h4: "h4", h5: "h4", h6: "h4" };
const lineBlocks = new Set(["address", "article", "aside", "caption", "center", "dd", "details", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "legend", "li", "main", "menu", "nav", "p", "pre", "section", "summary", "tbody", "td", "tfoot", "th", "thead", "tr"]);
const white = /[ \t\r\n\f]+/g;

/** What became of a paste: clean HTML, and how many pictures stayed behind. */
export type Pasted = { html: string; pictures: number };

/** Writes one container: a page, a list item, a quote or a cell. */
class Setter {
  private line: Element | null = null;
  private breaks = 0;
  pictures = 0;

  constructor(private out: Element, private lineTag: string, private oneLine = false) {}

  private create(name: string): Element {
    return this.out.ownerDocument.createElement(name);
  }

  /** Ends the line; one with nothing but space in it goes. */
  end() {
    this.breaks = 0;
    const line = this.line;
    if (!line) return;
    if (this.oneLine) {
      if (line.lastChild) this.breaks = 1;
      return;
    }
    this.line = null;
    trimEnd(line);
    if (!/[^\s\u00a0]/.test(line.textContent)) line.remove();
  }

  private start(): Element {
    if (this.oneLine) return (this.line = this.out);
    if (!this.line) this.out.append((this.line = this.create(this.lineTag)));
    return this.line;
  }

  private text(text: string, marks: Marks) {
    let flat = text.replace(white, " ");
    // Chinese and Japanese pages indent a paragraph by wide spaces.
    if (!this.line || this.breaks > 0) flat = flat.replace(/^[\s\u3000]*\u3000/, "");
    if (flat === "" || (flat === " " && (!this.line || this.breaks > 0))) return;
    if (this.breaks >= 2 && !this.oneLine) this.end();
    const line = this.start();
    if (this.breaks > 0 && line.lastChild) {
      trimEnd(line);
      line.append(this.create("br"));
    }
    this.breaks = 0;
    let node: Node = this.out.ownerDocument.createTextNode(flat);
    const heading = /^H/.test(line.tagName) || line.tagName === "TH";
    const wrap = (name: string) => {
      const outer = this.create(name);
      outer.append(node);
      node = outer;
      return outer;
    };
    if (marks.em) wrap("em");
    if (marks.strong && !heading) wrap("strong");
    if (marks.href !== null) wrap("a").setAttribute("href", marks.href);
    line.append(node);
  }

  walk(parent: Node, marks: Marks) {
    for (const child of [...parent.childNodes]) {
      if (child.nodeType === 3) this.run(child, marks);
      else if (child.nodeType === 1) this.element(child as Element, marks);
    }
  }

  /** A text node: its line breaks are breaks only where its style keeps them. */
  private run(node: Node, marks: Marks) {
    const text = node.nodeValue ?? "";
    if (!/\S\s*\n|\n\s*\S/.test(text) || !keepsLines(node.parentElement)) {
      this.text(text, marks);
      return;
    }
    text.split("\n").forEach((line, at) => {
      if (at > 0 && this.line) this.breaks += 1;
      this.text(line, marks);
    });
  }

  private element(element: Element, outer: Marks) {
    const name = element.tagName.toLowerCase();
    const marks = marksOf(element, name, outer);
    const heading = headOf(element, name);
    if (name === "br") {
      if (this.line) this.breaks += 1;
    } else if (name === "img" || name === "picture" || name === "video") {
      const pixel = Number(element.getAttribute("width") ?? 9) <= 2;
      if (!pixel) this.pictures += 1;
    } else if (name === "svg") {
      // An icon or a chart: drawn, with no text of the story in it.
    } else if (this.oneLine) {
      const block = heading !== undefined || lineBlocks.has(name) || ["ul", "ol", "blockquote", "table", "hr"].includes(name);
      if (block) this.end();
      this.walk(element, marks);
      if (block) this.end();
    } else if (heading !== undefined && this.lineTag === "p" && this.out.tagName !== "LI") {
      this.end();
      this.lineTag = heading;
      this.walk(element, marks);
      this.end();
      this.lineTag = "p";
    } else if (name === "ul" || name === "ol") {
      this.list(element, name, marks);
    } else if (name === "blockquote") {
      this.inside(element, this.create("blockquote"), marks);
    } else if (name === "table") {
      this.table(element, marks);
    } else if (name === "hr") {
      this.end();
      this.out.append(this.create("hr"));
    } else if (name === "pre") {
      this.end();
      for (const line of element.textContent.split("\n")) {
        this.text(line, marks);
        if (this.line) this.breaks += 1;
      }
      this.end();
    } else {
      const block = lineBlocks.has(name) || heading !== undefined;
      if (block) this.end();
      this.walk(element, marks);
      if (block) this.end();
    }
  }

  /** A container of its own, left out where nothing came into it. */
  private inside(from: Element, container: Element, marks: Marks) {
    this.end();
    const inner = new Setter(container, "p");
    inner.walk(from, marks);
    inner.end();
    this.pictures += inner.pictures;
    if (container.firstChild) this.out.append(container);
  }

  /** Some programs put a list inside a list without an item between: it belongs to the item before. */
  private list(from: Element, name: string, marks: Marks) {
    this.end();
    const list = this.create(name);
    const start = from.getAttribute("start");
    if (name === "ol" && start && /^\d+$/.test(start) && start !== "1") list.setAttribute("start", start);
    for (const child of [...from.childNodes].filter((node) => node.nodeType === 1 || node.nodeType === 3)) {
      const stray = !(child instanceof Element && child.tagName === "LI");
      if (stray && !(child.textContent ?? "").trim()) continue;
      let item = list.lastElementChild;
      if (!stray || !item) list.append((item = this.create("li")));
      const inner = new Setter(item, "p");
      if (stray) inner.one(child, marks);
      else inner.walk(child, marks);
      inner.end();
      this.pictures += inner.pictures;
      if (item.firstElementChild && item.firstElementChild.tagName !== "P") item.prepend(this.create("p"));
      if (!item.firstChild) item.remove();
    }
    if (list.firstChild) this.out.append(list);
  }

  private one(child: Node, marks: Marks) {
    if (child.nodeType === 1) this.element(child as Element, marks);
    else this.run(child, marks);
  }

  /** Rows of as many cells, the first the head. A table of one column is layout, and becomes text. */
  private table(from: Element, marks: Marks) {
    this.end();
    const rows = [...from.querySelectorAll("tr")].filter((row) => row.closest("table") === from);
    const width = Math.max(0, ...rows.map((row) => cellsOf(row).reduce((sum, cell) => sum + spanOf(cell), 0)));
    if (width < 2 || from.querySelector("table")) {
      this.walk(from, marks);
      this.end();
      return;
    }
    const caption = [...from.children].find((child) => child.tagName === "CAPTION");
    if (caption) this.walk(caption, marks);
    this.end();
    const table = this.create("table");
    for (const row of rows) {
      const tr = this.create("tr");
      for (const cell of cellsOf(row)) {
        const made = this.create(table.firstChild ? "td" : "th");
        const inner = new Setter(made, "p", true);
        inner.walk(cell, marks);
        this.pictures += inner.pictures;
        tr.append(made);
        for (let extra = spanOf(cell) - 1; extra > 0; extra--) tr.append(this.create(made.tagName));
      }
      while (tr.childElementCount < width) tr.append(this.create(table.firstChild ? "td" : "th"));
      if (/[^\s\u00a0]/.test(tr.textContent)) table.append(tr);
    }
    if (table.firstChild) this.out.append(table);
  }
}

/** Word online writes headings as paragraphs that say so. */
function headOf(element: Element, name: string): string | undefined {
  if (name !== "p" && name !== "div") return heads[name];
  return element.getAttribute("role") === "heading" ? heads[`h${element.getAttribute("aria-level") ?? "2"}`] : undefined;
}

/** Takes the space off the end of a line: word processors leave one, often a no-break one. */
function trimEnd(line: Element) {
  let last: Node = line;
  while (last.lastChild) last = last.lastChild;
  if (last.nodeType === 3) last.nodeValue = (last.nodeValue ?? "").replace(/[\s\u00a0\u3000]+$/, "");
}

function cellsOf(row: Element): Element[] {
  return [...row.children].filter((child) => /^T[DH]$/.test(child.tagName));
}

function spanOf(cell: Element): number {
  return Math.min(50, Math.max(1, Number.parseInt(cell.getAttribute("colspan") ?? "1", 10) || 1));
}

function marksOf(element: Element, name: string, outer: Marks): Marks {
  const marks = { ...outer };
  if (name === "b" || name === "strong") marks.strong = true;
  if (name === "i" || name === "em" || name === "dfn") marks.em = true;
  const weight = styleOf(element, "font-weight");
  if (/^(bold|bolder|[6-9]\d\d)$/.test(weight)) marks.strong = true;
  else if (/^(normal|lighter|[1-5]\d\d)$/.test(weight)) marks.strong = false;
  const slant = styleOf(element, "font-style");
  if (/^(italic|oblique)/.test(slant)) marks.em = true;
  else if (slant === "normal") marks.em = false;
  if (name === "a") marks.href = cleanHref(element.getAttribute("href") ?? "");
  return marks;
}

/** Sets a parsed and cleaned page anew. */
export function setAnew(body: Element): Pasted {
  const out = body.ownerDocument.createElement("div");
  const setter = new Setter(out, "p");
  setter.walk(body, { strong: false, em: false, href: null });
  setter.end();
  return { html: out.innerHTML, pictures: setter.pictures };
}
