// The line with the cursor stays at a steady height while one writes.

/** Where the line stands, as a part of the height of the page. */
const HEIGHT = 0.45;
const MOVE_MS = 110;

/** Where to scroll so that a line stands at the steady height; `top` itself where it does, near enough. */
export function steadyTop(line: number, room: { top: number; height: number }, top: number): number {
  const off = line - (room.top + room.height * HEIGHT);
  return Math.abs(off) < 3 ? top : Math.max(0, top + off);
}

/** The middle of the line with the cursor in an editor; null where there is none, or a stretch is selected. */
function cursorLine(): number | null {
  const selection = document.getSelection();
  if (selection === null || selection.rangeCount === 0 || !selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const rect = range.getClientRects()[0];
  if (rect) return (rect.top + rect.bottom) / 2;
  // In an empty line the cursor has no rectangle, but the line has.
  const at = range.startContainer;
  const block = at instanceof Element ? at : at.parentElement;
  const box = block?.getBoundingClientRect();
  return box && box.height < 120 ? (box.top + box.bottom) / 2 : null;
}

/**
 * Keeps the cursor of the body in `scroll` at a steady height until the answer is called. One look a
 * frame at most, just before it is painted, so no key waits for the layout; the page moves only when
 * the line changed.
 */
export function steady(scroll: HTMLElement): () => void {
  let frame = 0;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const look = () => {
    frame = 0;
    const inBody = document.activeElement instanceof HTMLElement && document.activeElement.matches(".body-text") && scroll.contains(document.activeElement);
    const line = inBody ? cursorLine() : null;
    if (line === null) return;
    const from = scroll.scrollTop;
    const to = steadyTop(line, scroll.getBoundingClientRect(), from);
    if (to !== from) move(from, to);
  };
  const move = (from: number, to: number) => {
    if (calm.matches || Math.abs(to - from) > scroll.clientHeight) {
      scroll.scrollTop = to;
      return;
    }
    const began = performance.now();
    const glide = (now: number) => {
      const part = Math.min(1, (now - began) / MOVE_MS);
      scroll.scrollTop = from + (to - from) * (1 - (1 - part) ** 3);
      if (part < 1) frame = requestAnimationFrame(glide);
      else look(); // the line may have changed on the way
    };
    frame = requestAnimationFrame(glide);
  };
  const soon = () => { if (frame === 0) frame = requestAnimationFrame(look); };
  // Not on the pointer's own selection: a click must not move the page from under it.
  let pointer = false;
  const down = () => { pointer = true; };
  const up = () => { pointer = false; };
  const moved = () => { if (!pointer) soon(); };
  document.addEventListener("selectionchange", moved);
  scroll.addEventListener("pointerdown", down);
  window.addEventListener("pointerup", up);
  soon();
  return () => {
    cancelAnimationFrame(frame);
    document.removeEventListener("selectionchange", moved);
    scroll.removeEventListener("pointerdown", down);
    window.removeEventListener("pointerup", up);
  };
}
