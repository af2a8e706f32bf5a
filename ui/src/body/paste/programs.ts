// What programs other than Word put on the clipboard in their own way, made plain HTML, in place.
import { styleOf } from "./word";

/** Notes, Pages, Mail and TextEdit on a Mac say bold and italic by classes: p1, s2. */
export function fromCocoa(body: HTMLElement, styles: string): void {
  for (const [, selector, rules] of styles.matchAll(/((?:p|span|li|td)\.\w+)\s*\{([^}]*)\}/g)) {
    if (selector === undefined || rules === undefined || !/\.(p|s|li|td)\d+$/.test(selector)) continue;
    const font = /(?:^|;)\s*font:\s*([^;]*)/i.exec(rules)?.[1] ?? "";
    const bold = /\bbold\b/i.test(font) || /font-weight:\s*(bold|[6-9]\d\d)/i.test(rules);
    const italic = /\bitalic\b/i.test(font) || /font-style:\s*italic/i.test(rules);
    if (!bold && !italic) continue;
    for (const element of body.querySelectorAll(selector)) {
      const own = element.getAttribute("style") ?? "";
      element.setAttribute("style", `${bold ? "font-weight:bold;" : ""}${italic ? "font-style:italic;" : ""}${own}`);
    }
  }
}

/** Word online and Slack: each level of a list is a list of its own, one after the other, with its depth beside. */
export function nestFlatLists(body: HTMLElement): void {
  for (const end of [...body.querySelectorAll(".EOP")]) end.remove();
  // Word online: each item is a list in a box of its own.
  for (const box of [...body.querySelectorAll(".ListContainerWrapper")]) box.replaceWith(...box.childNodes);
  let open: { list: Element; depth: number }[] = [];
  for (const list of [...body.querySelectorAll("ul, ol")]) {
    const depth = depthOf(list);
    if (depth === null) continue;
    if (open.length && elementBefore(list) !== open[0]?.list) open = [];
    while (open.length && (open.at(-1)?.depth ?? 0) > depth) open.pop();
    let top = open.at(-1);
    if (top?.depth === depth && top.list.tagName !== list.tagName) {
      open.pop();
      top = open.at(-1);
    }
    if (top?.depth === depth) {
      top.list.append(...list.childNodes);
      list.remove();
    } else {
      const host = top?.list.lastElementChild;
      if (host) host.append(list);
      open.push({ list, depth });
    }
  }
}

function elementBefore(element: Element): Node | null {
  let node = element.previousSibling;
  while (node && (node.nodeType === 8 || (node.nodeType === 3 && !node.textContent?.trim()))) node = node.previousSibling;
  return node;
}

/** How deep a list says it is; null where lists are nested as HTML has it. */
function depthOf(list: Element): number | null {
  const slack = list.getAttribute("data-indent");
  if (slack !== null) return Number(slack) || 0;
  const item = list.firstElementChild;
  const online = item?.getAttribute("data-aria-level") ?? null;
  return online === null ? null : (Number(online) || 1) - 1;
}

const pictograph = /^(\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|[\u200d\ufe0f\u20e3#*0-9])+$/u;

/** A picture that stands for one letter of the text, such as an emoji, is that letter. */
export function lettersForPictures(body: HTMLElement): void {
  for (const picture of [...body.querySelectorAll("img[alt]")]) {
    const alt = picture.getAttribute("alt") ?? "";
    if (pictograph.test(alt) && /[^#*0-9]/.test(alt)) picture.replaceWith(alt);
  }
}

/** Whether line breaks in an element's text are meant: the nearest that says so decides. */
export function keepsLines(element: Element | null): boolean {
  for (let at = element; at; at = at.parentElement) {
    const space = styleOf(at, "white-space") || styleOf(at, "white-space-collapse");
    if (space) return /^(pre|preserve|break-spaces)/.test(space);
  }
  return false;
}
