// Pasted HTML, from wherever it comes, to the HTML of a body. Nothing of it is loaded: pictures
// of a page stay behind and are counted, since a hot-linked picture is neither ours nor safe.
import { setAnew, type Pasted } from "./setter";
import { fromWord, styleOf } from "./word";

const notText = "script, style, noscript, template, head, title, meta, link, object, embed, iframe, canvas, audio, select, textarea, input, button, map, xml, del";

/** Cleans what was pasted. What this editor itself copied passes: the schema checks it. */
export function cleanPasted(html: string): Pasted {
  if (html.includes("data-pm-slice")) return { html, pictures: 0 };
  const page = new DOMParser().parseFromString(html, "text/html");
  const styles = [...page.querySelectorAll("style")].map((style) => style.innerHTML).join("\n");
  for (const element of [...page.body.querySelectorAll(notText)]) element.remove();
  for (const element of [...page.body.querySelectorAll("[style], [hidden]")]) {
    if (element.hasAttribute("hidden") || styleOf(element, "display") === "none" || styleOf(element, "mso-hide") === "all") element.remove();
  }
  fromWord(page.body, styles);
  // Google Docs: anchors of comments. Browsers: a space kept as a no-break space.
  for (const anchor of [...page.body.querySelectorAll('a[href^="#cmnt"]')]) (anchor.closest("sup") ?? anchor).remove();
  for (const space of [...page.body.querySelectorAll(".Apple-converted-space")]) space.replaceWith(" ");
  return setAnew(page.body);
}

/** True where pasted HTML has words: only then is it worth more than the picture files beside it. */
export function hasWords(html: string): boolean {
  if (html === "") return false;
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const element of [...page.body.querySelectorAll(notText)]) element.remove();
  return /[^\s\u00a0]/.test(page.body.textContent);
}
