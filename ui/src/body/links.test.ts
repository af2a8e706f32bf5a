import { expect, test } from "vitest";
import { cleanHref, hrefFromTyped, shortHref } from "./links";

const id = "0198c0de-0000-7000-8000-00000000abcd";

test.each([
  ["https://example.org/a?id=7&utm_source=x&fbclid=1#part", "https://example.org/a?id=7#part"],
  ["https://example.org/?utm_campaign=a&mc_cid=2&gclid=3", "https://example.org/"],
  ["https://www.google.com/url?q=https://example.org/x%3Fa%3D1%26utm_medium%3Dm&sa=D&source=editors", "https://example.org/x?a=1"],
  ["https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fy&h=zz", "https://example.org/y"],
  ["https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fa%3Fid%3D1%26utm_source%3Dmail&data=05%7C01&sdata=x&reserved=0", "https://example.org/a?id=1"],
  ["https://urldefense.proofpoint.com/v1/url?u=http://example.org/a&k=x", "http://example.org/a"],
  ["https://urldefense.proofpoint.com/v2/url?u=https-3A__example.org_a-5Fb-3Fid-3D1-26utm-5Fsource-3Dm&d=DwIF&c=x", "https://example.org/a_b?id=1"],
  ["https://urldefense.com/v3/__https://example.org/a?id=1*2B2__;JQ!!Org!key$", "https://example.org/a?id=1%2B2"],
  ["https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fexample.org%2fb&c=E,1,x", "https://example.org/b"],
  ["https://eu-west-1.protection.sophos.com/?d=example.org&u=aHR0cHM6Ly9leGFtcGxlLm9yZy9j&i=x", "https://example.org/c"],
  ["https://secure-web.cisco.com/1abcDEF/https%3A%2F%2Fexample.org%2Fd%3Fx%3D1", "https://example.org/d?x=1"],
  ["https://url.avanan.click/v2/___https://example.org/e___.YXBzMTpj", "https://example.org/e"],
  ["https://www.google.com/amp/s/example.org/story%3Futm_source%3Damp", "https://example.org/story%3Futm_source%3Damp"],
  ["https://www.linkedin.com/redir/redirect?url=https%3A%2F%2Fexample.org%2Ff&urlhash=x", "https://example.org/f"],
  ["https://duckduckgo.com/l/?uddg=https%3A%2F%2Fexample.org%2Fg&rut=x", "https://example.org/g"],
  ["https://www.facebook.com/calder/posts/7?__cft__[0]=AZX&__tn__=%2CO%2CP-R&comment_id=9", "https://www.facebook.com/calder/posts/7?comment_id=9"],
  ["https://x.com/calderstar/status/9?s=20&t=abc", "https://x.com/calderstar/status/9"],
  ["https://example.org/a?s=20&t=abc", "https://example.org/a?s=20&t=abc"],
  ["https://youtu.be/abc?si=track&t=42", "https://youtu.be/abc?t=42"],
  ["https://www.google.com/url?q=javascript:alert(1)", "https://www.google.com/url?q=javascript:alert(1)"],
  ["https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%253A%252F%252Fexample.org%252Fh%253Ffbclid%253D1", "https://example.org/h"],
  ["https://example.org/#:~:text=harbour", "https://example.org/#:~:text=harbour"],
  ["mailto:desk@example.org", "mailto:desk@example.org"],
  ["tel:+44 20 7946 0000", "tel:+44 20 7946 0000"],
  [`story:${id}`, `story:${id}`],
  ["https://ur.example.org/کہانی", "https://ur.example.org/کہانی"],
])("%s is stored as %s", (raw, stored) => {
  expect(cleanHref(raw)).toBe(stored);
});

test.each(["javascript:alert(1)", "java\nscript:alert(1)", " data:text/html,x", "file:///etc/passwd", "vbscript:x", "//example.org", "#part", "/local", "story:nine", "https://", ""])(
  "%j is not a lawful address",
  (raw) => { expect(cleanHref(raw)).toBeNull(); },
);

test.each([
  ["example.org/x", "https://example.org/x"],
  ["  www.example.org ", "https://www.example.org"],
  ["example.org:8080/x?y=1", "https://example.org:8080/x?y=1"],
  ["desk@example.org", "mailto:desk@example.org"],
  ["+442079460000", "tel:+442079460000"],
  ["http://example.org", "http://example.org"],
  [id, `story:${id}`],
])("typing %s links to %s", (typed, href) => {
  expect(hrefFromTyped(typed)).toBe(href);
});

test.each(["harbour wall", "harbour", "javascript:alert(1)", "example.org now", "3.5"])("typing %s is a search", (typed) => {
  expect(hrefFromTyped(typed)).toBeNull();
});

test("an address is shown in few words", () => {
  expect(shortHref("https://www.example.org/")).toBe("example.org");
  expect(shortHref(`story:${id}`)).toBe("One of our stories");
});
