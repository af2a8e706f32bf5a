// The sending of the site from this window: begun, watched, stopped.
import * as ipc from "../ipc";

const LOOK_EVERY = 200;

const pause = (ms: number) => new Promise<void>((then) => setTimeout(then, ms));

export class Sending {
  state = $state.raw<ipc.SiteSending | null>(null);
  stopping = $state(false);

  /** Begins, and follows it to its end, whether its dialog stays open or not. */
  async begin(place: string): Promise<ipc.SiteSending> {
    await ipc.sendSite(place);
    this.stopping = false;
    for (;;) {
      const state = await ipc.siteSending();
      this.state = state;
      if (!state.running) return state;
      await pause(LOOK_EVERY);
    }
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await ipc.stopSending();
  }
}
