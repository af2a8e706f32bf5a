// Which addresses a link may have, and what a pasted or typed address becomes.
// The core checks again: the window is not the trust boundary.
import { asUrl, unwrapped, untracked } from "./redirects";

const storyId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** True for the id that the core gives a story. */
export const isStoryId = (text: string): boolean => storyId.test(text);

/** A full address as it may be stored, cleaned; null where its scheme is not lawful or it is not whole. */
export function cleanHref(raw: string): string | null {
  // Browsers ignore tabs and line breaks inside an address, so "java\nscript:" must not pass as text.
  const text = raw.replace(/[\u0000-\u001f\u007f]/g, "").trim();
  if (/^story:/i.test(text)) return isStoryId(text.slice(6)) ? `story:${text.slice(6).toLowerCase()}` : null;
  if (/^mailto:[^\s@]+@[^\s@]+$/i.test(text)) return text;
  if (/^tel:\+?[0-9(). -]+(;[\w=+-]+)*$/i.test(text)) return text;
  if (!/^https?:\/\//i.test(text)) return null;
  const url = asUrl(text);
  if (!url || url.hostname === "") return null;
  const real = unwrapped(url);
  return untracked(real === url ? text.replace(/\s/g, "%20") : real.href, real.hostname);
}

/** What someone typed into the link box, as an address; null where it is not one (then it is a search). */
export function hrefFromTyped(typed: string): string | null {
  const text = typed.trim();
  const whole = cleanHref(text);
  if (whole !== null) return whole;
  if (isStoryId(text)) return `story:${text.toLowerCase()}`;
  if (/\s/.test(text)) return null;
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(text)) return cleanHref(`mailto:${text}`);
  if (/^\+[0-9][0-9().-]{5,}$/.test(text)) return cleanHref(`tel:${text}`);
  // A bare host: labels with a dot, no scheme. "javascript:x" has a colon that is not a port.
  if (/^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}(?::\d+)?(?:[/?#]\S*)?$/u.test(text)) return cleanHref(`https://${text}`);
  return null;
}

/** An address in the fewest words that still say where it leads. */
export function shortHref(href: string): string {
  if (href.startsWith("story:")) return "One of our stories";
  return href.replace(/^(https?:\/\/(www\.)?|mailto:|tel:)/, "").replace(/\/$/, "");
}
