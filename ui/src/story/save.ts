// Keeps the text safe: every change is on its way to the core within 600 ms, one save at a time,
// and a save that fails is tried again until it holds. Nothing here knows of a screen.
import type { Saved, StetError, StoryDraft } from "../wire";

/** From the first unsaved keystroke to the start of the save; typing on does not push it back. */
export const START_AFTER_MS = 500;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 10_000;

export type SaveState =
  | { kind: "saved"; at: number }
  | { kind: "unsaved" }
  | { kind: "saving" }
  | { kind: "failed"; error: StetError; tries: number };

export type SaverParts = {
  edit: number;
  savedAt: number;
  /** Reads the whole draft off the screen; called only when a save starts. */
  read: () => StoryDraft;
  write: (edit: number, draft: StoryDraft) => Promise<Saved>;
  asError: (e: unknown) => StetError;
  onstate: (state: SaveState) => void;
  onsaved: (saved: Saved) => void;
};

export class Saver {
  state: SaveState;
  #parts: SaverParts;
  #edit: number;
  #savedAt: number;
  /** Counts changes; what is saved is safe when #safe has caught up with #changed. */
  #changed = 0;
  #safe = 0;
  #tries = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #flight: Promise<boolean> | null = null;
  #stopped = false;

  constructor(parts: SaverParts) {
    this.#parts = parts;
    this.#edit = parts.edit;
    this.#savedAt = parts.savedAt;
    this.state = { kind: "saved", at: parts.savedAt };
  }

  get unsaved(): boolean {
    return this.#safe < this.#changed;
  }

  /** Says that something on screen changed. */
  touch(): void {
    if (this.#stopped) return;
    this.#changed += 1;
    // A failed save has its own clock, and a save in flight looks again when it lands.
    if (this.#flight !== null || this.#timer !== undefined) return;
    this.#tell({ kind: "unsaved" });
    this.#startIn(START_AFTER_MS);
  }

  /** Saves what is on screen now, without waiting. False where it could not be saved. */
  async flush(): Promise<boolean> {
    const wanted = this.#changed;
    while (this.#safe < wanted) {
      const held = await (this.#flight ?? this.#start());
      if (!held && this.#flight === null) return false;
    }
    return true;
  }

  /** The story leaves the screen: nothing more is written. Flush first. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #startIn(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#start();
    }, ms);
  }

  #start(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#flight = this.#save();
    return this.#flight;
  }

  async #save(): Promise<boolean> {
    const saving = this.#changed;
    if (this.#tries === 0) this.#tell({ kind: "saving" });
    let held = false;
    try {
      const saved = await this.#parts.write(this.#edit, this.#parts.read());
      held = true;
      this.#edit = saved.edit;
      this.#savedAt = saved.savedAt;
      this.#safe = saving;
      this.#tries = 0;
      this.#flight = null;
      this.#parts.onsaved(saved);
      this.#tell({ kind: "saved", at: this.#savedAt });
    } catch (e) {
      this.#flight = null;
      if (held) throw e; // the text is safe: what failed is the screen, and must be seen
      this.#tries += 1;
      this.#tell({ kind: "failed", error: this.#parts.asError(e), tries: this.#tries });
      if (!this.#stopped) this.#startIn(Math.min(FIRST_RETRY_MS * 2 ** (this.#tries - 1), LONGEST_RETRY_MS));
      return false;
    }
    if (this.unsaved && !this.#stopped) void this.#start();
    return true;
  }

  #tell(state: SaveState): void {
    this.state = state;
    this.#parts.onstate(state);
  }
}
