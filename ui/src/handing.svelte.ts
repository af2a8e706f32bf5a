// Stories that come and go as files: opened, unlocked, waiting to be merged, merged.
import type { Desk } from "./desk.svelte";
import * as ipc from "./ipc";

const isHandOff = (path: string): boolean => /\.stet$/i.test(path);

/** Hand-offs apart from other copy. */
export const partedPaths = (paths: string[]): { handOffs: string[]; copy: string[] } => ({ handOffs: paths.filter(isHandOff), copy: paths.filter((p) => !isHandOff(p)) });

export class Handing {
  readonly #desk: Desk;
  #waiting = $state.raw<{ story: string; merges: ipc.WaitingMerge[] }>({ story: "", merges: [] });

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** What waits to be merged with the open story. */
  get waiting(): ipc.WaitingMerge[] {
    return this.#waiting.story === this.#desk.story?.id ? this.#waiting.merges : [];
  }

  /** Reads again what waits. */
  async look(story: string): Promise<void> {
    const merges = await ipc.waitingMerges(story);
    if (story === this.#desk.story?.id) this.#waiting = { story, merges };
  }

  /** Opens a file that somebody sent; one that is locked asks for its passphrase first. */
  open(path: string): Promise<void> {
    return this.#desk.attempt(async () => {
      try {
        await this.unlock(path, null);
      } catch (fault) {
        if (ipc.asError(fault).code !== "handoff-locked") throw fault;
        this.#desk.floating = { kind: "unlock", path };
      }
    });
  }

  /** The same with a passphrase. What is on screen is saved first, and nothing is written over it. */
  async unlock(path: string, passphrase: string | null): Promise<void> {
    const desk = this.#desk;
    if (!(await desk.flush())) {
      desk.say("warn", "The text of now could not be saved, so the file was not opened.", "Stet keeps trying: see the line at the foot of the window.");
      return;
    }
    const came = await ipc.openHandoff(path, passphrase);
    desk.floating = null;
    await this.#show(came);
  }

  async #show(came: ipc.HandOffArrived): Promise<void> {
    const desk = this.#desk;
    const from = came.sentBy === "" ? "" : ` from ${came.sentBy}`;
    const name = came.headline === "" ? "The story" : `“${came.headline}”`;
    const here = desk.stories.find((s) => s.id === came.story);
    // A stop that came with the file holds on screen too, before anything else is saved.
    await here?.readAtDesk();
    await desk.open(came.story);
    for (const notice of came.notices) desk.say("calm", notice.sentence, notice.hint, notice.code);
    if (came.newComments > 0) desk.say("calm", `${came.newComments === 1 ? "1 new comment" : `${came.newComments.toLocaleString("en-GB")} new comments`}${from}.`, came.newComments === 1 ? "It is in the Review panel." : "They are in the Review panel.");
    if (came.arrival === "new") desk.say("ok", `${name} came in${from}.`);
    else if (came.arrival === "here") desk.say("ok", `All words of ${name} were here already.`);
    else if (desk.story?.id === came.story) {
      await this.look(came.story);
      this.begin();
    }
    desk.stirred += 1;
  }

  /** Shows the oldest merge that waits. */
  begin(): void {
    const [first] = this.waiting;
    if (this.#desk.story && first) this.#desk.floating = { kind: "merge", revision: first.revision };
  }

  async merge(asked: ipc.MergeAsked, choices: ipc.Choice[]): Promise<void> {
    const desk = this.#desk;
    const { story } = desk;
    if (story === null) return;
    await desk.renew(story, () => ipc.settleMerge(story.id, asked.waiting.revision, asked.ours, choices));
    desk.floating = null;
    desk.say("ok", "The two are one story now.", "Both texts are in the history.");
    await this.look(story.id);
    desk.stirred += 1;
  }
}
