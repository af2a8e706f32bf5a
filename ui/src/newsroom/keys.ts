// Every key the window itself hears; the body has its own list. Ctrl+Q is left alone on purpose.

export type Key = { keys: string; does: string };

export const keysOfWindow: Key[] = [
  { keys: "Ctrl+N", does: "New story" },
  { keys: "Ctrl+Shift+F", does: "Find a story" },
  { keys: "Ctrl+Enter", does: "The Publish panel" },
  { keys: "Ctrl+S", does: "Keep this version by name (saving is automatic)" },
  { keys: "Ctrl+1 … Ctrl+5", does: "Details, Pictures, Proof, History, Publish" },
  { keys: "F7, Shift+F7", does: "Next spelling or style mark, the one before" },
  { keys: "Ctrl+Alt+T", does: "Next TK, or anything else to fill in" },
  { keys: "F6, Shift+F6", does: "Next part of the window, the one before" },
  { keys: "Ctrl+Shift+Z", does: "Right after a restore: back to the text from before it" },
  { keys: "Ctrl+/", does: "This list of keys" },
  { keys: "Esc", does: "Close what floats" },
];

export const keysOfDesk: Key[] = [
  { keys: "Up, Down", does: "One story up, one down" },
  { keys: "Page Up, Page Down", does: "A screenful up, a screenful down" },
  { keys: "Home, End", does: "The first story, the last" },
  { keys: "Enter", does: "Open the story" },
];

export type Order = "new" | "find" | "publish" | "keep" | "keys" | "next-region" | "last-region" | "details" | "pictures" | "history" | "proof" | "undo-restore" | "next-mark" | "last-mark" | "next-tk";

const BY_PLACE = new Map<string, Order>([["Digit1", "details"], ["Digit2", "pictures"], ["Digit3", "proof"], ["Digit4", "history"], ["Digit5", "publish"]]);
const BY_LETTER = new Map<string, Order>([["n", "new"], ["enter", "publish"], ["s", "keep"]]);

type Press = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

/** What a key press asks of the window; null where it is not ours. */
export function orderOf(e: Press): Order | null {
  if (e.key === "F6") return e.shiftKey ? "last-region" : "next-region";
  if (e.key === "F7") return e.shiftKey ? "last-mark" : "next-mark";
  const key = e.key.toLowerCase();
  if ((e.ctrlKey || e.metaKey) && e.altKey && (e.code === "KeyT" || key === "t")) return "next-tk";
  if (!(e.ctrlKey || e.metaKey) || e.altKey) return null;
  // Shift and the slash or digits differ between keyboards: the place of the key decides there.
  if (key === "/" || (e.code === "Slash" && !e.shiftKey) || (key === "?" && e.code === "Slash")) return "keys";
  if (e.shiftKey) return key === "f" ? "find" : key === "z" ? "undo-restore" : null;
  return BY_PLACE.get(e.code) ?? BY_LETTER.get(key) ?? null;
}
