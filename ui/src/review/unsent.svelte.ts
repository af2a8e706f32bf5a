// What is being written about a story and is not sent yet: a comment, and an answer to any thread. It belongs to
// the story, not to the panel: the panel turns to another story, or another tab is chosen, and it waits here.
import { SvelteMap } from "svelte/reactivity";
import type { WordsPicked } from "../wire";

/** One text on its way. `on` is what it is about. */
export class Written<On> {
  text = $state("");
  /** While it is sent nobody changes it, and nobody sends it twice. */
  sending = $state(false);

  constructor(readonly on: On) {}

  get blank(): boolean {
    return this.text.trim() === "";
  }
}

/** All that is unsent about one story. */
export class Unsent {
  comment = $state.raw<Written<WordsPicked> | null>(null);
  #answers = new SvelteMap<string, Written<string>>();

  get any(): boolean {
    return this.comment !== null || this.#answers.size > 0;
  }

  /** The answer being written to a thread. */
  answer(thread: string): Written<string> | null {
    return this.#answers.get(thread) ?? null;
  }

  beginComment(on: WordsPicked): void {
    this.comment = new Written(on);
  }

  beginAnswer(thread: string): void {
    this.#answers.set(thread, new Written(thread));
  }

  drop(written: Written<unknown>): void {
    if (written === this.comment) this.comment = null;
    for (const [thread, answer] of this.#answers) if (answer === written) this.#answers.delete(thread);
  }

  /** Sends it; what could not be sent stays as it was written. */
  async send(written: Written<unknown>, how: (text: string) => Promise<boolean>): Promise<void> {
    if (written.blank || written.sending) return;
    written.sending = true;
    const sent = await how(written.text);
    written.sending = false;
    if (sent) this.drop(written);
  }
}
