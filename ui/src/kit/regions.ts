// F6 goes round the parts of the window. A part is whatever carries data-region.

/** The next region to focus from the one that holds `from`; the first where none does. */
export function nextRegion(regions: HTMLElement[], from: Element | null, back: boolean): HTMLElement | undefined {
  if (regions.length === 0) return undefined;
  const here = regions.findIndex((r) => from !== null && r.contains(from));
  if (here === -1) return regions[back ? regions.length - 1 : 0];
  return regions[(here + (back ? -1 : 1) + regions.length) % regions.length];
}

/** Focuses what the region says comes first (data-first), else its first control, else itself. */
export function enter(region: HTMLElement): void {
  const can = "button:not(:disabled), input, select, textarea, a[href], [contenteditable=true], [tabindex='0']";
  const first = region.querySelector<HTMLElement>("[data-first]") ?? Array.from(region.querySelectorAll<HTMLElement>(can)).find((e) => e.tabIndex >= 0);
  (first ?? region).focus();
}
