// Every key the window itself hears; the body has its own list. Ctrl+Q is left alone on purpose.

export type Key = { keys: string; does: string };

export const keysOfWindow: Key[] = [
  { keys: "Ctrl+N", does: "New story" },
  { keys: "Ctrl+Shift+T", does: "New story from a template" },
  { keys: "Ctrl+O", does: "Bring in copy, a hand-off (.stet), or a whole archive" },
  { keys: "Ctrl+Shift+F", does: "Find a story" },
  { keys: "Ctrl+F", does: "Find in the story" },
  { keys: "Ctrl+H", does: "Find and replace in the story" },
  { keys: "F3, Shift+F3", does: "The next hit, the one before" },
  { keys: "Alt+C, Alt+W, Alt+R", does: "While finding: case, whole words, a pattern; Alt+Enter replaces all" },
  { keys: "Ctrl+Alt+S", does: "Put a snippet in, or keep the selected words as one" },
  { keys: "Ctrl+\\", does: "A second story beside this one; then from one to the other" },
  { keys: "Ctrl+Alt+L", does: "The desk list over the whole window; again, or Esc, comes back" },
  { keys: "Ctrl+Alt+P", does: "The plan: calendar and news list of the day; again, or Esc, comes back" },
  { keys: "Ctrl+Alt+N", does: "Commission a story" },
  { keys: "F11", does: "Focus mode: nothing but the story; Esc or F11 comes back" },
  { keys: "Ctrl+Alt+Y", does: "Typewriter scroll: the line you write stays where it is" },
  { keys: "Ctrl+Enter", does: "The Publish panel" },
  { keys: "Ctrl+S", does: "Keep this version by name (saving is automatic)" },
  { keys: "Ctrl+1 … Ctrl+6", does: "Details, Headlines, Pictures, Proof, History, Publish (Review: Ctrl+Alt+M)" },
  { keys: "Ctrl+Shift+L", does: "The Headlines panel" },
  { keys: "Ctrl+Alt+M", does: "The Review panel; with words picked in the body, a comment on them" },
  { keys: "Ctrl+Shift+E", does: "Suggest changes beside the story; again: back to the story" },
  { keys: "Alt+Down, Alt+Up", does: "The next suggested change, the one before" },
  { keys: "Alt+Enter, Alt+Backspace", does: "Accept the change, reject it; Ctrl+Z right after undoes that" },
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
  { keys: "Shift+Enter", does: "Open it beside the one on screen" },
  { keys: "X", does: "In the wide list: pick the story, or not" },
  { keys: "Shift+Up, Shift+Down", does: "In the wide list: pick from here to there" },
  { keys: "Ctrl+A", does: "In the wide list: pick all that is listed" },
];

export const keysOfPlan: Key[] = [
  { keys: "Left, Right", does: "In the calendar: a day back, a day on" },
  { keys: "Up, Down", does: "In the calendar: a week back, a week on; in the news list: a line" },
  { keys: "Page Up, Page Down", does: "In the calendar: a month back, a month on" },
  { keys: "Home", does: "In the calendar: today" },
  { keys: "Enter", does: "From the calendar into the news list; from there into the story" },
  { keys: "Left", does: "From the news list back to the calendar" },
];

export type Order = "find-here" | "replace-here" | "next-hit" | "last-hit" | "snippet" | "template" | "beside" | "focus" | "widen" | "plan" | "commission" | "typewriter" | "new" | "bring" | "find" | "publish" | "keep" | "keys" | "next-region" | "last-region" | "details" | "headlines" | "pictures" | "history" | "proof" | "next-mark" | "last-mark" | "next-tk" | "undo-restore" | "review" | "suggest" | "next-change" | "last-change" | "accept" | "reject" | "undo-decision";

const PANELS: Order[] = ["details", "headlines", "pictures", "proof", "history", "publish"];
const BY_PLACE = new Map<string, Order>(PANELS.map((panel, i) => [`Digit${String(i + 1)}`, panel]));
const BY_LETTER = new Map<string, Order>([["n", "new"], ["o", "bring"], ["enter", "publish"], ["s", "keep"], ["f", "find-here"], ["h", "replace-here"], ["\\", "beside"], ["z", "undo-decision"]]);
const BY_SHIFTED_LETTER = new Map<string, Order>([["f", "find"], ["t", "template"], ["z", "undo-restore"], ["l", "headlines"], ["e", "suggest"]]);
/** With Alt alone. */
const BY_ALT = new Map<string, Order>([["ArrowDown", "next-change"], ["ArrowUp", "last-change"], ["Enter", "accept"], ["Backspace", "reject"]]);

/** With Ctrl and Alt. */
const BY_ALT_PLACE = new Map<string, Order>([["KeyS", "snippet"], ["KeyY", "typewriter"], ["KeyM", "review"], ["KeyT", "next-tk"], ["KeyL", "widen"], ["KeyP", "plan"], ["KeyN", "commission"]]);

type Press = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey"> & { getModifierState?: (key: string) => boolean };

/** What a key press asks of the window; null where it is not ours. */
export function orderOf(e: Press): Order | null {
  if (e.key === "F6") return e.shiftKey ? "last-region" : "next-region";
  if (e.key === "F7") return e.shiftKey ? "last-mark" : "next-mark";
  if (e.key === "F3") return e.shiftKey ? "last-hit" : "next-hit";
  if (e.key === "F11") return "focus";
  if (e.altKey && !e.shiftKey && !e.ctrlKey && !e.metaKey) return BY_ALT.get(e.key) ?? null;
  if (!(e.ctrlKey || e.metaKey)) return null;
  // With Alt a letter key may give another sign: its place decides.
  // AltGr is Ctrl and Alt on Windows, and types letters there.
  if (e.altKey) return e.shiftKey || e.getModifierState?.("AltGraph") === true ? null : (BY_ALT_PLACE.get(e.code) ?? null);
  const key = e.key.toLowerCase();
  // Shift and the slash or digits differ between keyboards: the place of the key decides there.
  if (key === "/" || (e.code === "Slash" && !e.shiftKey) || (key === "?" && e.code === "Slash")) return "keys";
  if (e.shiftKey) return BY_SHIFTED_LETTER.get(key) ?? null;
  if (e.code === "Backslash") return "beside";
  return BY_PLACE.get(e.code) ?? BY_LETTER.get(key) ?? null;
}
