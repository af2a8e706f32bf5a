// Where the focus goes when what had it leaves the page. A browser gives it to the page itself, where no key is heard.
import { tick } from "svelte";

/** Whether what had the focus is gone. */
export const focusLost = (): boolean => document.activeElement === null || document.activeElement === document.body;

/** Does what may take a card off its list. Where the focus went with it, the card before has it, else the one after, else `otherwise`. */
export async function withoutLosing(card: Element | undefined, what: () => Promise<unknown>, otherwise: () => void): Promise<void> {
  const beside = [card?.previousElementSibling, card?.nextElementSibling].filter((e) => e?.tagName === card?.tagName);
  await what();
  await tick();
  if (!focusLost()) return;
  const next = beside.find((e) => e?.isConnected)?.querySelector("button");
  if (next) next.focus();
  else otherwise();
}
