// Small choices of how the window looks, kept on this machine alone.

/** A choice kept earlier; `first` where none was, or where this page may keep nothing. */
export function remembered(name: string, first: boolean): boolean {
  try {
    const kept = localStorage.getItem(`stet.${name}`);
    return kept === null ? first : kept === "yes";
  } catch {
    return first;
  }
}

/** Keeps a choice for the next start, where the page may. */
export function remember(name: string, value: boolean): void {
  try {
    localStorage.setItem(`stet.${name}`, value ? "yes" : "no");
  } catch {
    // It holds until the window closes: nothing is lost but a click.
  }
}
