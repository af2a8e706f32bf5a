// What Word puts on the clipboard, made into plain HTML: real lists, no tracked deletions, no comments.

const listStyle = /(?:^|;)\s*mso-list:\s*(l\d+)\s+level(\d+)/i;

/** The value of one property of a style attribute. Names are matched whole: mso-bidi-font-weight is not font-weight. */
export function styleOf(element: Element, property: string): string {
  for (const part of (element.getAttribute("style") ?? "").split(";")) {
    const colon = part.indexOf(":");
    if (part.slice(0, colon).trim().toLowerCase() === property) return part.slice(colon + 1).trim().toLowerCase();
  }
  return "";
}

/** Takes Word's own things out of a parsed page, in place. */
export function fromWord(body: HTMLElement, styles: string): void {
  for (const element of [...body.querySelectorAll("*")]) {
    const name = element.tagName.toLowerCase();
    const style = element.getAttribute("style") ?? "";
    const part = styleOf(element, "mso-element");
    if (part === "comment-list" || part === "comment" || /\bMsoCommentReference\b/.test(element.className) || /\bmsoDel\b/.test(element.className)) element.remove();
    else if (name === "a" && /mso-comment-reference/i.test(style)) element.replaceWith(...element.childNodes);
    else if (name === "span" && /mso-spacerun:\s*yes/i.test(style)) element.replaceWith(" ");
    else if (name === "span" && /mso-tab-count/i.test(style)) element.replaceWith(" ");
  }
  lists(body, styles);
  for (const p of [...body.querySelectorAll("p.MsoQuote, p.MsoIntenseQuote")]) wrap(p, "blockquote");
  for (const p of [...body.querySelectorAll("p.MsoTitle")]) rename(p, "h2");
}

function wrap(element: Element, name: string) {
  const outer = element.ownerDocument.createElement(name);
  element.replaceWith(outer);
  outer.append(element);
}

function rename(element: Element, name: string) {
  const other = element.ownerDocument.createElement(name);
  other.append(...element.childNodes);
  element.replaceWith(other);
}

/** One paragraph of a Word list. */
type Item = { paragraph: Element; list: string; level: number; ordered: boolean; start: number };

function itemOf(paragraph: Element, styles: string): Item | null {
  const [, list, level] = listStyle.exec(paragraph.getAttribute("style") ?? "") ?? [];
  if (list === undefined || level === undefined) return null;
  const marker = [...paragraph.querySelectorAll("span")].find((span) => /mso-list:\s*ignore/i.test(span.getAttribute("style") ?? ""));
  const sign = marker?.textContent.replace(/[\s\u00a0]/g, "") ?? "";
  marker?.remove();
  const ordered = sign ? /^\(?(\p{Nd}+|[a-z]{1,4})[.)]/iu.test(sign) : numbered(styles, list, level);
  return { paragraph, list, level: Number(level), ordered, start: Number.parseInt(sign.replace(/^\(/, ""), 10) || 1 };
}

/** Without a visible marker, the page's own @list rule says whether a level is numbered. */
function numbered(styles: string, list: string, level: string): boolean {
  const rule = new RegExp(`@list\\s+${list}:level${level}\\s*\\{([^}]*)\\}`, "i").exec(styles)?.[1];
  return rule !== undefined && !/mso-level-number-format:\s*"?bullet/i.test(rule);
}

/** Turns runs of list paragraphs into lists inside lists. */
function lists(body: HTMLElement, styles: string) {
  let open: { list: Element; level: number; id: string; ordered: boolean }[] = [];
  let last: Element | null = null;
  for (const paragraph of [...body.querySelectorAll("p, h1, h2, h3, h4, h5, h6")]) {
    const item = itemOf(paragraph, styles);
    if (!item) continue;
    // Only a paragraph that stands right after the last one goes on with its list.
    if (last === null || beforeIn(paragraph) !== last) open = [];
    while (open.length && (open.at(-1)?.level ?? 0) > item.level) open.pop();
    let top = open.at(-1);
    if (top?.level === item.level && (top.ordered !== item.ordered || (item.level === 1 && top.id !== item.list))) {
      open.pop();
      top = open.at(-1);
    }
    if (top?.level !== item.level) {
      const list = body.ownerDocument.createElement(item.ordered ? "ol" : "ul");
      if (item.ordered && item.start > 1) list.setAttribute("start", String(item.start));
      const host = top?.list.lastElementChild;
      if (host) {
        host.append(list);
      } else {
        paragraph.before(list);
        last = list;
      }
      top = { list, level: item.level, id: item.list, ordered: item.ordered };
      open.push(top);
    }
    const li = body.ownerDocument.createElement("li");
    top.list.append(li);
    const plain = body.ownerDocument.createElement("p");
    plain.append(...paragraph.childNodes);
    li.append(plain);
    paragraph.remove();
  }
}

/** What stands before an element, but for white space and comments. */
function beforeIn(element: Element): Node | null {
  let node = element.previousSibling;
  while (node && (node.nodeType === 8 || (node.nodeType === 3 && !node.textContent?.trim()))) node = node.previousSibling;
  return node;
}
