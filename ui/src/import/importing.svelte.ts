// The import of this window: begun, watched, stopped.
import * as ipc from "../ipc";

const LOOK_EVERY = 200;
/** What is done within this needs no dialog. */
const SHOWN_AFTER = 600;

const pause = (ms: number) => new Promise<void>((then) => setTimeout(then, ms));

export class Importing {
  state = $state.raw<ipc.ImportState | null>(null);
  stopping = $state(false);
  /** Whether this one took long enough for the dialog. */
  shown = false;
  began = 0;
  now = $state(0);

  /** Begins, and follows it to its end; `slow` is called where it is not done at once. Null: the newsroom did not answer, which the dialog says. */
  async begin(paths: string[], slow: () => void): Promise<ipc.ImportOutcome | null> {
    await ipc.bringIn(paths);
    this.stopping = false;
    this.began = this.now = performance.now();
    this.shown = false;
    for (;;) {
      const state = await ipc.importState();
      this.state = state;
      this.now = performance.now();
      if (!state.running) {
        if (state.error) throw state.error as unknown as Error;
        return state.outcome;
      }
      if (!this.shown && this.now - this.began > SHOWN_AFTER) {
        this.shown = true;
        slow();
      }
      await pause(this.shown ? LOOK_EVERY : 30);
    }
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await ipc.stopImport();
  }
}
