// Which addresses become a card when they are pasted alone on an empty line, and how their host is called.
// By the address alone: nothing is asked of any host while writing.
import { cleanHref } from "./links";

type Host = { name: string; hosts: string[]; path?: RegExp; trackers?: RegExp };

const hosts: Host[] = [
  { name: "YouTube", hosts: ["youtube.com", "youtube-nocookie.com"], path: /^\/(watch|shorts|live|playlist|embed|clip|@|channel|c\/|post)/, trackers: /^(si|feature|pp|ab_channel)$/ },
  { name: "YouTube", hosts: ["youtu.be"], trackers: /^(si|feature)$/ },
  { name: "X", hosts: ["x.com", "twitter.com"], path: /^\/\w+\/(status|article)\/\d+|^\/i\//, trackers: /^(s|t|cxt|ref_\w+)$/ },
  { name: "Instagram", hosts: ["instagram.com"], path: /^\/(\w[\w.]*\/)?(p|reel|reels|tv|stories)\//, trackers: /^(igsh|igshid|img_index|hl)$/ },
  { name: "Facebook", hosts: ["facebook.com", "fb.watch", "fb.com"], trackers: /^(mibextid|rdid|share_url|sfnsn|__\w+|extid|locale)$/ },
  { name: "TikTok", hosts: ["tiktok.com"], trackers: /^(_t|_r|_d|is_from_webapp|sender_device|sender_web_id|is_copy_url|u_code|share_\w+|tt_from|web_id|refer)$/ },
  { name: "Threads", hosts: ["threads.net", "threads.com"], path: /\/(post|t)\//, trackers: /^(xmt|slof|igshid)$/ },
  { name: "Vimeo", hosts: ["vimeo.com"], path: /\d{5,}/, trackers: /^(share|fl|fe|turnstile)$/ },
  { name: "Dailymotion", hosts: ["dailymotion.com", "dai.ly"] },
  { name: "Spotify", hosts: ["spotify.com", "spotify.link"], path: /^\/(intl-\w+\/)?(track|album|episode|show|playlist|artist|\w{6,}$)/, trackers: /^(si|nd|context|dl_branch|sp_cid)$/ },
  { name: "SoundCloud", hosts: ["soundcloud.com"], trackers: /^(si|utm_\w+|in|in_system_playlist)$/ },
  { name: "Apple Podcasts", hosts: ["podcasts.apple.com"] },
  { name: "Bluesky", hosts: ["bsky.app"], path: /\/post\// },
  { name: "LinkedIn", hosts: ["linkedin.com"], path: /^\/(posts|feed|pulse|events)\//, trackers: /^(rcm|trk|lipi|\w*urn)$/ },
  { name: "Reddit", hosts: ["reddit.com", "redd.it"], path: /\/(comments|s)\/|^\/\w{5,}$/, trackers: /^(share_id|ref|rdt|context)$/ },
  { name: "Telegram", hosts: ["t.me"], path: /^\/(s\/)?\w+\/\d+/ },
  { name: "Twitch", hosts: ["twitch.tv"] },
  { name: "Flickr", hosts: ["flickr.com", "flic.kr"] },
  { name: "Datawrapper", hosts: ["datawrapper.dwcdn.net"] },
];

/** A post of a server of the fediverse: /@name/1234 on any host. */
const mastodon: Host = { name: "Mastodon", hosts: [], path: /^\/@[\w.-]+(@[\w.-]+)?\/\d{15,}\/?$/ };

/** The host as people read it: `youtube.com`. */
export function hostOf(href: string): string {
  try {
    return new URL(href).hostname.replace(/^(www|m|mobile|open|vm|vt|old)\./, "");
  } catch {
    return "";
  }
}

function known(url: URL): Host | null {
  const name = url.hostname.toLowerCase();
  const host = hosts.find((one) => one.hosts.some((end) => name === end || name.endsWith(`.${end}`)));
  if (host) return host;
  return mastodon.path?.test(url.pathname) ? mastodon : null;
}

/** The address of something that can be a card, without what only tracks, and its host's name; null for any other text. */
export function embedOf(text: string): { url: string; name: string } | null {
  if (!/^https?:\/\/[^\s"<>]+$/i.test(text.trim())) return null;
  const href = cleanHref(text);
  if (href === null) return null;
  const url = new URL(href);
  const host = known(url);
  if (!host || (url.pathname.length < 2 && url.search === "") || (host.path && !host.path.test(url.pathname))) return null;
  return { url: untracked(href), name: host.name };
}

/** An address of a known host without the parameters that only tell the host who shared it. */
export function untracked(href: string): string {
  const [, before = href, query, hash = ""] = /^([^?#]*)\?([^#]*)(#.*)?$/.exec(href) ?? [];
  if (query === undefined) return href;
  const trackers = known(new URL(href))?.trackers;
  const kept = query.split("&").filter((pair) => pair !== "" && !trackers?.test(pair.split("=")[0] ?? ""));
  return before + (kept.length > 0 ? `?${kept.join("&")}` : "") + hash;
}

/** What a host is called, by the address; empty for one we do not know. */
export function hostName(href: string): string {
  try {
    return known(new URL(href))?.name ?? "";
  } catch {
    return "";
  }
}
