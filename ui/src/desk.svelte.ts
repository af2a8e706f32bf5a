// What the window shows: one newsroom, one open story, and the way from one story to the next.
import { DeskList } from "./desk/list.svelte";
import { Importing } from "./import/importing.svelte";
import { summary } from "./import/words";
import * as ipc from "./ipc";
import { OpenStory } from "./story/open.svelte";

export type Said = { tone: "warn" | "calm" | "ok"; sentence: string; hint: string; code: string };

export type Floating =
  | { kind: "keys" | "settings" | "keep" | "export" | "import" }
  | { kind: "read" | "restore"; row: ipc.RevisionRow }
  | { kind: "compare"; from: ipc.RevisionRow; to: ipc.RevisionRow | null }
  | { kind: "destination"; destination: ipc.Destination | null }
  | { kind: "conflict"; destination: ipc.Destination };

/** A way on that waits, because what is on screen could not be saved. */
export type Blocked = { error: ipc.StetError; copied: boolean; goOn: () => Promise<void> };

export class Desk {
  newsroom: ipc.Newsroom = $state.raw() as ipc.Newsroom;
  story = $state.raw<OpenStory | null>(null);
  list = new DeskList();
  importing = new Importing();
  said = $state.raw<Said[]>([]);
  floating = $state.raw<Floating | null>(null);
  blocked = $state.raw<Blocked | null>(null);
  tab = $state("details");
  waiting = $state(0);
  /** Goes up when the panels must read again. */
  stirred = $state(0);
  #turn = 0;

  constructor(newsroom: ipc.Newsroom, problems: ipc.StetError[]) {
    this.newsroom = newsroom;
    this.said = problems.map((p) => ({ tone: "warn", ...p }));
  }

  say(tone: Said["tone"], sentence: string, hint = "", code = ""): void {
    this.said = [...this.said.filter((s) => s.sentence !== sentence), { tone, sentence, hint, code }].slice(-4);
    if (tone === "ok") setTimeout(() => (this.said = this.said.filter((s) => s.sentence !== sentence)), 6000);
  }

  /** Does it, and says what went wrong. */
  async attempt(what: () => Promise<void>): Promise<void> {
    try {
      await what();
    } catch (e) {
      const error = ipc.asError(e);
      this.say("warn", error.sentence, error.hint, error.code);
    }
  }

  flush = async (): Promise<boolean> => (this.story === null ? true : this.story.saver.flush());

  open(id: string): Promise<void> {
    return this.#leaveFor(() => ipc.openStory(id), this.story?.id === id);
  }

  begin(): Promise<void> {
    return this.#leaveFor(() => ipc.newStory(), false);
  }

  async #leaveFor(fetch: () => Promise<ipc.StoryView>, here: boolean): Promise<void> {
    const turn = (this.#turn += 1);
    this.blocked = null;
    if (here) return;
    await this.attempt(async () => {
      if (!(await this.#safe(async () => this.show(await fetch())))) return;
      const view = await fetch();
      if (turn !== this.#turn) return;
      // What was typed while the other story came is saved too.
      if (await this.#safe(() => { this.show(view); return Promise.resolve(); })) this.show(view);
    });
  }

  /** Whether all text on screen is safe; where not, stays and says why. */
  async #safe(goOn: () => Promise<void>): Promise<boolean> {
    if (await this.flush()) return true;
    const state = this.story?.save;
    if (state?.kind === "failed") this.blocked = { error: state.error, copied: false, goOn };
    return false;
  }

  show(view: ipc.StoryView): void {
    this.story?.saver.stop();
    this.blocked = null;
    this.story = new OpenStory(view);
    this.list.stir();
  }

  async copyElsewhere(): Promise<void> {
    const { story } = this;
    if (story === null) return;
    await this.attempt(async () => {
      const path = await ipc.saveCopyElsewhere(story.draft());
      if (path === null) return;
      this.say("ok", "A copy of the text is safe elsewhere.", path);
      if (this.blocked) this.blocked = { ...this.blocked, copied: true };
    });
  }

  async restore(row: ipc.RevisionRow): Promise<void> {
    const { story } = this;
    if (story === null) return;
    if (!(await this.flush())) {
      this.floating = null;
      this.say("warn", "The text of now could not be saved, so nothing was restored.", "Stet keeps trying: see the line at the foot of the window.");
      return;
    }
    const view = await ipc.restoreRevision(row.id);
    const before = (await ipc.revisions(story.id)).filter((r) => r.why === "before-restore").sort((a, b) => b.madeAt - a.madeAt)[0];
    this.show(view);
    if (this.story) this.story.beforeRestore = before?.id ?? null;
    this.floating = null;
    this.stirred += 1;
  }

  /** The text from before the restore, back in one key. */
  undoRestore(): Promise<void> {
    const revision = this.story?.beforeRestore ?? null;
    return this.attempt(async () => {
      if (revision === null || !(await this.flush())) return;
      this.show(await ipc.restoreRevision(revision));
      this.stirred += 1;
      this.say("ok", "The text from before the restore is back.");
    });
  }

  spike(spiked: boolean): Promise<void> {
    return this.attempt(async () => {
      const { story } = this;
      if (story === null || !(await this.flush())) return;
      await ipc.spikeStory(story.id, spiked);
      story.view = { ...story.view, spikedAt: spiked ? Date.now() : null };
      this.list.stir();
      this.say("ok", spiked ? "Spiked. It can be taken off the spike at any time." : "Off the spike, back on the desk.");
    });
  }

  /** The core says that something changed, here or in another Stet. */
  changed(changed: ipc.Changed): void {
    if (changed.desk || changed.stories.length > 0) this.list.stir();
    if (changed.publications) {
      this.stirred += 1;
      void this.countWaiting();
    }
    if (changed.settings) void this.attempt(async () => { this.newsroom = await ipc.newsroom(); });
  }

  async countWaiting(): Promise<void> {
    this.waiting = await ipc.waitingOrders().catch(() => this.waiting);
  }

  /** Adds pictures one by one; one that cannot be read is said, and the others go on. */
  async addPictures(files: File[]): Promise<ipc.PictureAdded[]> {
    const added: ipc.PictureAdded[] = [];
    for (const file of files) {
      await this.attempt(async () => {
        const picture = await ipc.addPicture(file);
        added.push(picture);
        for (const sentence of picture.notices) this.say("warn", sentence);
      });
    }
    return added;
  }

  /** Brings in what `ask` names. One small file opens at once; the rest shows how it goes. */
  bringIn(ask: () => Promise<string[] | null>): Promise<void> {
    return this.attempt(async () => {
      if (this.importing.state?.running) {
        this.floating = { kind: "import" };
        return;
      }
      const paths = await ask();
      if (paths === null || paths.length === 0) return;
      const outcome = await this.importing.begin(paths, () => (this.floating ??= { kind: "import" }));
      if (outcome === null || this.floating?.kind === "import") return;
      if (outcome.one && outcome.first !== null && outcome.faults.length === 0) {
        if (outcome.stories === 0) this.say("ok", "This copy was here already.");
        for (const notice of outcome.notices) this.say("calm", notice.sentence, notice.hint);
        if (!this.importing.shown) await this.open(outcome.first);
        else this.say("calm", "The copy came in.", "", `story:${outcome.first}`);
        // Whoever went on writing is not interrupted by a dialog.
      } else if (this.importing.shown) this.say("calm", summary(outcome), "", "import");
      else this.floating = { kind: "import" };
    });
  }

  /** Something came in from the watched folder, or could not. */
  cameIn(came: ipc.CameIn): void {
    if (came.story !== null) this.say("calm", `“${came.name}” came in.`, came.error?.sentence ?? "", `story:${came.story}`);
    else if (came.error) this.say("warn", came.error.sentence, came.error.hint, came.error.code);
  }

  /** The window is asked to close. */
  close(): Promise<void> {
    return this.attempt(async () => {
      if (await this.#safe(() => ipc.closeWindow())) await ipc.closeWindow();
      else await ipc.stayOpen();
    });
  }
}
