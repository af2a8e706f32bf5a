// Which addresses a link may have, and what a pasted or typed address becomes.
// The core checks again: the window is not the trust boundary.

const storyId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const trackers = /^(utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|twclid|igshid|igsh|mc_cid|mc_eid|yclid|_hsenc|_hsmi|mkt_tok|oly_anon_id|oly_enc_id|ref_src|ref_url|ns_\w+|at_medium|at_campaign|cmpid|smid|vero_id|wickedid)$/i;

/** Pages that only forward to the address in one of their parameters. */
const redirects: { host: RegExp; path: RegExp; param: string }[] = [
  { host: /^(www\.)?google(\.[a-z]{2,3}){1,2}$/, path: /^\/url$/, param: "q" },
  { host: /^(www\.)?google(\.[a-z]{2,3}){1,2}$/, path: /^\/url$/, param: "url" },
  { host: /^lm?\.(facebook|instagram)\.com$/, path: /^\/(l\.php)?$/, param: "u" },
  { host: /(^|\.)safelinks\.protection\.outlook\.com$/, path: /^\//, param: "url" },
  { host: /^slack-redir\.net$/, path: /^\/link$/, param: "url" },
  { host: /^(www\.)?youtube\.com$/, path: /^\/redirect$/, param: "q" },
];

function asUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** True for the id that the core gives a story. */
export const isStoryId = (text: string): boolean => storyId.test(text);

/** The address that a forwarding page leads to, as deep as it goes. */
function unwrapped(url: URL, depth = 0): URL {
  for (const { host, path, param } of redirects) {
    if (depth > 3 || !host.test(url.hostname) || !path.test(url.pathname)) continue;
    const inner = asUrl(url.searchParams.get(param) ?? "");
    if (inner && /^https?:$/.test(inner.protocol)) return unwrapped(inner, depth + 1);
  }
  return url;
}

/** Takes tracking parameters off without rewriting the rest of the query. */
function untracked(href: string): string {
  const [, before = href, query, hash = ""] = /^([^?#]*)\?([^#]*)(#.*)?$/.exec(href) ?? [];
  if (query === undefined) return href;
  const kept = query.split("&").filter((pair) => pair !== "" && !trackers.test(pair.split("=")[0] ?? ""));
  return before + (kept.length ? `?${kept.join("&")}` : "") + hash;
}

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
  return untracked(real === url ? text.replace(/\s/g, "%20") : real.href);
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
