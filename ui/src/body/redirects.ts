// What an address carries that is not the page it names: who sent the reader there, and the pages
// in between that count or check the click. Both come off: a reader goes to the page itself.

const trackers = /^(utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|srsltid|msclkid|twclid|ttclid|li_fat_id|rb_clickid|epik|igshid|igsh|mc_\w+|ml_subscriber\w*|yclid|ysclid|_openstat|_hsenc|_hsmi|__hs\w+|hsctatracking|hss_channel|mkt_tok|oly_\w+_id|ref_src|ref_url|ns_\w+|at_(medium|campaign|link\w*|bbc_team|format|ptr_name|custom\d|creation|channel)|cmpid|ocid|ito|xtor|s_cid|s_kwcid|ef_id|smid|smtyp|vero_\w+|wickedid|_ga|_gl|_ke|_kx|__s|guce_\w+|guccounter|fb_(action_\w+|source|ref|comment_id)|action_object_map|action_type_map|__cft__(\[\d+\]|%5b\d+%5d)|__tn__|trk|trkinfo|trackingid|lipi|spm|scm|wt_mc|wt_zmc|(pk|piwik|mtm|matomo)_\w+|bta_\w+|dm_i|elq\w*|sailthru_\w+|sfmc_\w+)$/i;

/** What some sites alone mean by a short name: who shared it, from where. */
const trackersOf: { host: RegExp; names: RegExp }[] = [
  { host: /(^|\.)(x|twitter)\.com$/, names: /^(s|t|cxt|refsrc)$/i },
  { host: /(^|\.)(youtube\.com|youtu\.be|spotify\.com)$/, names: /^(si|pp|feature|ab_channel)$/i },
  { host: /(^|\.)(facebook|instagram|threads)\.(com|net)$/, names: /^(ref|refid|mibextid|rdid|share_url|h|xmt|paipv|eav)$/i },
  { host: /(^|\.)tiktok\.com$/, names: /^(_r|_t|is_from_webapp|sender_device|is_copy_url)$/i },
  { host: /(^|\.)linkedin\.com$/, names: /^(rcm|refid|originalsubdomain)$/i },
];

type Redirect = { host: RegExp; path: RegExp; to: (url: URL) => string | null | undefined };
const param = (...names: string[]) => (url: URL) => names.map((name) => url.searchParams.get(name)).find((value) => value !== null && value !== "");

/** Pages that only forward to the address they carry. */
const redirects: Redirect[] = [
  { host: /^(www\.)?google(\.[a-z]{2,3}){1,2}$/, path: /^\/(url|imgres)$/, to: param("q", "url", "imgrefurl") },
  { host: /^(www\.)?google(\.[a-z]{2,3}){1,2}$/, path: /^\/amp\/s\//, to: (url) => `https://${url.pathname.slice(7)}${url.search}` },
  { host: /(^|\.)cdn\.ampproject\.org$/, path: /^\/[cv]\/s\//, to: (url) => `https://${url.pathname.slice(5)}${url.search}` },
  { host: /^lm?\.(facebook|instagram|messenger|workplace|threads)\.(com|net)$/, path: /^\/(l\.php)?$/, to: param("u") },
  { host: /^(www|m|web)\.facebook\.com$/, path: /^\/(l|flx\/warn)(\.php)?\/?$/, to: param("u") },
  { host: /(^|\.)safelinks\.protection\.(outlook\.com|office365\.us)$/, path: /^\//, to: param("url") },
  { host: /(^|\.)cdn\.office\.net$/, path: /safelinks/, to: param("url") },
  { host: /^urldefense\.proofpoint\.com$/, path: /^\/v1\/url$/, to: param("u") },
  { host: /^urldefense\.proofpoint\.com$/, path: /^\/v2\/url$/, to: (url) => proofpoint2(url.searchParams.get("u") ?? "") },
  { host: /^urldefense(\.proofpoint)?\.(com|us)$/, path: /^\/v3\/__/, to: (url) => proofpoint3(url.href) },
  { host: /^linkprotect\.cudasvc\.com$/, path: /^\/url$/, to: param("a") },
  { host: /^protect2?\.fireeye\.com$/, path: /^\/(v1\/)?url$/, to: param("u") },
  { host: /(^|\.)trendmicro\.com$/, path: /^\/wis\/clicktime\//, to: param("url") },
  { host: /(^|\.)protection\.sophos\.com$/, path: /^\//, to: (url) => fromBase64(url.searchParams.get("u") ?? "") },
  { host: /^secure-web\.cisco\.com$/, path: /^\//, to: (url) => decoded(/\/(https?%3A.+)$/i.exec(url.pathname)?.[1] ?? "") },
  { host: /^url\.avanan\.click$/, path: /^\/v2\//, to: (url) => /___(https?:\/\/.+?)___/.exec(url.href)?.[1] },
  { host: /^slack-redir\.net$/, path: /^\/link$/, to: param("url") },
  { host: /^(www\.)?youtube\.com$/, path: /^\/redirect$/, to: param("q") },
  { host: /^(www\.)?linkedin\.com$/, path: /^\/(redir\/redirect|safety\/go)\/?$/, to: param("url") },
  { host: /^(www\.)?duckduckgo\.com$/, path: /^\/l\/?$/, to: param("uddg") },
  { host: /^out\.reddit\.com$/, path: /^\//, to: param("url") },
  { host: /^(www\.|m\.)?(vk\.com|vk\.ru)$/, path: /^\/away(\.php)?$/, to: param("to") },
  { host: /(^|\.)search\.yahoo\.com$/, path: /\/RU=/, to: (url) => decoded(/\/RU=([^/]+)/.exec(url.pathname)?.[1] ?? "") },
  { host: /^(www\.)?(t|telegram)\.me$/, path: /^\/iv$/, to: param("url") },
];

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function fromBase64(text: string): string | null {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0)));
  } catch {
    return null;
  }
}

/** Proofpoint's second form: - for %, _ for /. */
const proofpoint2 = (text: string) => decoded(text.replace(/-/g, "%").replace(/_/g, "/"));

/** Its third form leaves the address as it is but for some signs, which stand behind it in base 64. */
function proofpoint3(href: string): string | null {
  const [, masked, packed] = /\/v3\/__(.+?)__;([^!]*)!/.exec(href) ?? [];
  if (masked === undefined || packed === undefined) return null;
  const signs = Array.from(fromBase64(packed) ?? "");
  const runs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return masked.replace(/\*(?:\*(.))?/g, (_all, run: string | undefined) => signs.splice(0, run === undefined ? 1 : runs.indexOf(run) + 2).join(""));
}

/** A whole address, or null. */
export function asUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** The address that a forwarding page leads to, as deep as it goes. */
export function unwrapped(url: URL, depth = 0): URL {
  for (const { host, path, to } of redirects) {
    if (depth > 3 || !host.test(url.hostname) || !path.test(url.pathname)) continue;
    const inner = asUrl(to(url) ?? "");
    if (inner && /^https?:$/.test(inner.protocol)) return unwrapped(inner, depth + 1);
  }
  return url;
}

/** Takes tracking parameters off without rewriting the rest of the query. */
export function untracked(href: string, host: string): string {
  const [, before = href, query, hash = ""] = /^([^?#]*)\?([^#]*)(#.*)?$/.exec(href) ?? [];
  if (query === undefined) return href;
  const own = trackersOf.filter((site) => site.host.test(host)).map((site) => site.names);
  const kept = query.split("&").filter((pair) => {
    const [name = "", value = ""] = pair.split("=");
    // Ghost says which site sent the reader: ref=calder-star.example.
    if (name === "ref" && /^(www\.)?[\w-]+(\.[\w-]+)+$/.test(value)) return false;
    return pair !== "" && !trackers.test(name) && !own.some((names) => names.test(name));
  });
  return before + (kept.length ? `?${kept.join("&")}` : "") + hash;
}
