import { expect, test } from "vitest";
import { cleanHref, hrefFromTyped, shortHref } from "./links";

const id = "0198c0de-0000-7000-8000-00000000abcd";

test.each([
  ["https://example.org/a?id=7&utm_source=x&fbclid=1#part", "https://example.org/a?id=7#part"],
  ["https://example.org/?utm_campaign=a&mc_cid=2&gclid=3", "https://example.org/"],
  ["https://www.google.com/url?q=https://example.org/x%3Fa%3D1%26utm_medium%3Dm&sa=D&source=editors", "https://example.org/x?a=1"],
  ["https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fy&h=zz", "https://example.org/y"],
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
