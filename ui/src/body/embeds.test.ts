import { NodeSelection } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { afterEach, expect, test, vi } from "vitest";
import { embedOf, hostOf } from "./embeds";
import { open, outline, press, type } from "./trial";

afterEach(() => { vi.unstubAllGlobals(); });

test.each([
  ["https://www.youtube.com/watch?v=abc&t=42s&si=track&utm_source=x", "YouTube", "https://www.youtube.com/watch?v=abc&t=42s"],
  ["https://youtu.be/abc?si=track", "YouTube", "https://youtu.be/abc"],
  ["https://x.com/calder/status/123?s=20&t=zz", "X", "https://x.com/calder/status/123"],
  ["https://twitter.com/calder/status/123", "X", "https://twitter.com/calder/status/123"],
  ["https://www.instagram.com/p/Cx1/?igsh=zz", "Instagram", "https://www.instagram.com/p/Cx1/"],
  ["https://www.facebook.com/calder/posts/1?mibextid=zz", "Facebook", "https://www.facebook.com/calder/posts/1"],
  ["https://www.tiktok.com/@calder/video/71234567890123456?_t=8&_r=1", "TikTok", "https://www.tiktok.com/@calder/video/71234567890123456"],
  ["https://vimeo.com/123456?share=copy", "Vimeo", "https://vimeo.com/123456"],
  ["https://open.spotify.com/episode/4abc?si=zz", "Spotify", "https://open.spotify.com/episode/4abc"],
  ["https://bsky.app/profile/calder.example/post/3k", "Bluesky", "https://bsky.app/profile/calder.example/post/3k"],
  ["https://social.calder.example/@desk/112233445566778899", "Mastodon", "https://social.calder.example/@desk/112233445566778899"],
])("%s is a card of %s", (address, name, url) => {
  expect(embedOf(address)).toEqual({ name, url });
});

test.each([
  "https://calder.example/story", "https://www.youtube.com/", "https://x.com/calder", "see https://youtu.be/abc", "https://youtu.be/a https://youtu.be/b",
  "youtu.be/abc", "javascript:alert(1)//youtu.be/abc", "https://youtube.com.bad.example/watch?v=1", "https://notyoutube.com/watch?v=1",
])("%s stays as it is", (text) => {
  expect(embedOf(text)).toBeNull();
});

test("the host is the one that opens", () => {
  expect(hostOf("https://www.youtube.com/watch")).toBe("youtube.com");
  expect(hostOf("https://youtube.com@bad.example/")).toBe("bad.example");
});

/** Pastes as the window does: the event carries plain text and, where given, HTML. */
function paste(view: EditorView, plain: string, html = "") {
  const data = { getData: (kind: string) => (kind === "text/plain" ? plain : html), files: [], types: ["text/plain"] };
  const event = Object.assign(new Event("paste", { bubbles: true, cancelable: true }), { clipboardData: data });
  if (html) view.pasteHTML(html, event as unknown as ClipboardEvent);
  else view.pasteText(plain, event as unknown as ClipboardEvent);
}

test("an address pasted alone on an empty line is a card; undo gives the address back, without a word to any host", () => {
  const asked = vi.fn();
  vi.stubGlobal("fetch", asked);
  vi.stubGlobal("XMLHttpRequest", asked);
  const { view } = open();
  const address = "https://www.youtube.com/watch?v=abc&si=track";
  paste(view, address);
  expect(outline(view.state.doc)).toBe("embed url=https://www.youtube.com/watch?v=abc\nparagraph: ");
  expect(view.dom.querySelector(".card-leads")?.textContent).toBe("Opens youtube.com");
  expect(view.dom.querySelector(".card")?.getAttribute("aria-label")).toBe("Card · YouTube. youtube.com/watch?v=abc. Opens youtube.com");
  expect(view.dom.querySelector("iframe, img, script, link")).toBeNull();
  expect(asked).not.toHaveBeenCalled();
  press(view, "Mod-z");
  expect(outline(view.state.doc)).toBe(`paragraph: ${address}`);
  press(view, "Mod-z");
  expect(outline(view.state.doc)).toBe("paragraph: ");
});

test("a link copied from a page brings its words onto the card", () => {
  const { view } = open();
  paste(view, "https://youtu.be/abc", '<a href="https://youtu.be/abc">The wall falls</a>');
  expect(outline(view.state.doc)).toBe("embed url=https://youtu.be/abc title=The wall falls\nparagraph: ");
});

test("among words, in a caption and for another host an address is text", () => {
  const { view } = open();
  type(view, "See ");
  paste(view, "https://youtu.be/abc");
  expect(view.state.doc.firstChild?.type.name).toBe("paragraph");
  const caption = open([{ type: "figure", attrs: { media: "m" } }]).view;
  paste(caption, "https://youtu.be/abc");
  expect(outline(caption.state.doc)).toContain("figure media=m: https://youtu.be/abc");
  const other = open().view;
  paste(other, "https://calder.example/a");
  expect(outline(other.state.doc)).toBe("paragraph: https://calder.example/a");
});

test("pasted between paragraphs the card takes the empty line and typing goes on", () => {
  const par = (text: string) => ({ type: "paragraph", content: text ? [{ type: "text", text }] : [] });
  const { view } = open([par("before"), par(""), par("after")]);
  view.dispatch(view.state.tr.setSelection(NodeSelection.near(view.state.doc.resolve(9))));
  paste(view, "https://youtu.be/abc");
  type(view, "x");
  expect(outline(view.state.doc)).toBe("paragraph: before\nembed url=https://youtu.be/abc\nparagraph: xafter");
});
