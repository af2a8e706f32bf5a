import { beforeEach, expect, it } from "vitest";
import { withoutLosing } from "./focus";

const cards = () => [...document.querySelectorAll("article")];
const words = () => document.activeElement?.textContent;
beforeEach(() => {
  document.body.innerHTML = `<button>first</button><p></p><article><button>a</button></article><article><button>b</button></article><article><button>c</button></article>`;
});
/** The card at a place leaves, with the focus in it. */
async function leaves(at: number) {
  const card = cards()[at];
  card?.querySelector("button")?.focus();
  await withoutLosing(card, () => { card?.remove(); return Promise.resolve(); }, () => document.querySelector("button")?.focus());
}

it("gives the focus to the card before, else to the one after, else where the list begins", async () => {
  await leaves(1);
  expect(words()).toBe("a");
  await leaves(0);
  expect(words()).toBe("c");
  await leaves(0);
  expect(words()).toBe("first");
});

it("leaves the focus where somebody took it meanwhile, and where the card stayed", async () => {
  const [, second, third] = cards();
  await withoutLosing(second, () => { second?.remove(); third?.querySelector("button")?.focus(); return Promise.resolve(); }, () => undefined);
  expect(words()).toBe("c");
  await withoutLosing(third, () => Promise.resolve(), () => undefined);
  expect(words()).toBe("c");
});
