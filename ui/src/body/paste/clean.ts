// Pasted HTML, from wherever it comes, to the HTML of a body. Nothing of it is loaded: pictures
// of a page stay behind and are counted, since a hot-linked picture is neither ours nor safe.
import { cleanHref, isStoryId } from "../links";
import { fromCocoa, lettersForPictures, nestFlatLists } from "./programs";
import { setAnew, type Pasted } from "./setter";
import { fromWord, styleOf } from "./word";

const notText = "script, style, noscript, template, head, title, meta, link, object, embed, iframe, canvas, audio, select, textarea, input, button, map, xml, del";

/** Cleans what was pasted. What this editor itself copied passes: the schema checks it. */
export function cleanPasted(html: string): Pasted {
  if (html.includes("data-pm-slice")) return { html: ours(html), pictures: 0 };
  const page = new DOMParser().parseFromString(html, "text/html");
  const styles = [...page.querySelectorAll("style")].map((style) => style.innerHTML).join("\n");
  for (const element of [...page.body.querySelectorAll(notText)]) element.remove();
  for (const element of [...page.body.querySelectorAll("[style], [hidden]")]) {
    if (element.hasAttribute("hidden") || styleOf(element, "display") === "none" || styleOf(element, "mso-hide") === "all") element.remove();
  }
  fromWord(page.body, styles);
  fromCocoa(page.body, styles);
  nestFlatLists(page.body);
  lettersForPictures(page.body);
  // Wikipedia: numbers of notes, and links to edit a part.
  for (const note of [...page.body.querySelectorAll("sup.reference, .mw-editsection")]) note.remove();
  // Google Docs: anchors of comments. Browsers: a space kept as a no-break space.
  for (const anchor of [...page.body.querySelectorAll('a[href^="#cmnt"]')]) (anchor.closest("sup") ?? anchor).remove();
  for (const space of [...page.body.querySelectorAll(".Apple-converted-space")]) space.replaceWith(" ");
  return setAnew(page.body);
}

/** What says that it is ours: the schema reads it as it is, so cards must lead where a card may. */
function ours(html: string): string {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const element of [...page.body.querySelectorAll(notText)]) element.remove();
  for (const card of [...page.body.querySelectorAll("[data-embed], [data-related]")]) {
    const to = card.getAttribute("data-embed") ?? card.getAttribute("data-related") ?? "";
    const clean = cleanHref(to);
    if (clean !== null && /^(https?|story):/.test(clean)) card.setAttribute(card.hasAttribute("data-embed") ? "data-embed" : "data-related", clean);
    else if (!isStoryId(to)) card.replaceWith(...card.childNodes);
  }
  return page.body.innerHTML;
}

/** True where pasted HTML has words: only then is it worth more than the picture files beside it. */
export function hasWords(html: string): boolean {
  if (html === "") return false;
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const element of [...page.body.querySelectorAll(notText)]) element.remove();
  return /[^\s\u00a0]/.test(page.body.textContent);
}
