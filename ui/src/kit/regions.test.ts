import { expect, it } from "vitest";
import { enter, nextRegion } from "./regions";

function page() {
  document.body.innerHTML = `<div id="a"><button>one</button></div><div id="b" tabindex="-1"></div><div id="c"><button>no</button><input data-first></div>`;
  return ["a", "b", "c"].map((id) => document.getElementById(id)).filter((e): e is HTMLElement => e !== null);
}
it("goes round the regions, both ways", () => {
  const [a, b, c] = page();
  const all = page().length === 3 && a && b && c ? [a, b, c] : [];
  expect(nextRegion(all, a ?? null, false)?.id).toBe("b");
  expect(nextRegion(all, c ?? null, false)?.id).toBe("a");
  expect(nextRegion(all, a ?? null, true)?.id).toBe("c");
  expect(nextRegion(all, null, true)?.id).toBe("c");
});
it("enters at the control that says it is first, and else at the region", () => {
  const [, b, c] = page();
  if (c) enter(c);
  expect(document.activeElement?.hasAttribute("data-first")).toBe(true);
  if (b) enter(b);
  expect(document.activeElement?.id).toBe("b");
});
