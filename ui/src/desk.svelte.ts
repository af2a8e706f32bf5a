// What the window shows: one newsroom, the open story, perhaps a second beside it, and the way from one to the next.
import { tick } from "svelte";
import { DeskList } from "./desk/list.svelte";
import { Handing, partedPaths } from "./handing.svelte";
import { Importing } from "./import/importing.svelte";
import { summary } from "./import/words";
import * as ipc from "./ipc";
import { Proofing } from "./proof/proofing.svelte";
import { Sending } from "./publish/sending.svelte";
import { Reviewing } from "./review/reviewing.svelte";
import { Unsent } from "./review/unsent.svelte";
import { OpenStory } from "./story/open.svelte";

export type Said = { tone: "warn" | "calm" | "ok"; sentence: string; hint: string; code: string };

export type Floating =
  | { kind: "keys" | "settings" | "profiles" | "dress" | "keep" | "export" | "places" | "snippets" | "templates" | "snippet-list" | "template-list" | "keep-template" | "beside" | "import" | "house-style" | "dictionary" | "send" }
  | { kind: "commission" }
  | { kind: "commission-sheet"; story: { id: string; draft: ipc.StoryDraft; atDesk: ipc.AtDesk } }
  | { kind: "front" }
  | { kind: "preview"; path: string; title: string }
  | { kind: "news-sheet"; list: ipc.NewsList }
  | { kind: "read" | "restore"; row: ipc.RevisionRow }
  | { kind: "compare"; from: ipc.RevisionRow; to: ipc.RevisionRow | null }
  | { kind: "unlock"; path: string }
  | { kind: "merge"; revision: string }
  | { kind: "place"; place: ipc.SitePlace | null }
  | { kind: "destination"; destination: ipc.Destination | null }
  | { kind: "conflict"; destination: ipc.Destination }
  | { kind: "remove"; kill: boolean };

const NOTHING_SAID: ipc.Review = { threads: [], suggestions: [], people: [], me: "" };

/** A way on that waits, because what is on screen could not be saved. */
export type Blocked = { error: ipc.StetError; copied: boolean; story: OpenStory; goOn: () => Promise<void> };

export class Desk {
  newsroom: ipc.Newsroom = $state.raw() as ipc.Newsroom;
  /** The open story; where two stand side by side, the one that has the focus: the panels speak of it. */
  story = $state.raw<OpenStory | null>(null);
  /** The other one. It saves itself just the same. */
  beside = $state.raw<OpenStory | null>(null);
  /** Which of the two stands second. */
  #second = $state.raw<OpenStory | null>(null);
  #proofings = new WeakMap<OpenStory, Proofing>();
  // Read where the open story is, and that is what changes.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  #unsent = new Map<string, Unsent>();
  list = new DeskList();
  importing = new Importing();
  /** The site on its way to a place. */
  sending = new Sending();
  readonly handing = new Handing(this);
  /** Going through a suggestion, change by change. */
  readonly reviewing = new Reviewing(this);
  said = $state.raw<Said[]>([]);
  /** Stories whose hour passed and that are not out. */
  missed = $state.raw<ipc.MissedHour[]>([]);
  /** Stories that somebody wanted looked at again by now. */
  looks = $state.raw<ipc.LookDue[]>([]);
  /** What is wrong with this computer's clock. */
  clock = $state.raw<ipc.StetError | null>(null);
  floating = $state.raw<Floating | null>(null);
  blocked = $state.raw<Blocked | null>(null);
  /** A new text is on its way into the place of one on screen. */
  holding = $state(false);
  tab = $state("details");
  waiting = $state(0);
  #reviewed = $state.raw<{ story: string; said: ipc.Review }>({ story: "", said: NOTHING_SAID });
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

  /** Takes back what was said with that code, once it is so no more. */
  unsay(code: string): void {
    if (this.said.some((s) => s.code === code)) this.said = this.said.filter((s) => s.code !== code);
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

  /** Opens what edits the newsroom, as it is by now. */
  edit(kind: "settings" | "profiles" | "dress"): Promise<void> {
    return this.attempt(async () => {
      this.newsroom = await ipc.newsroom();
      this.floating = { kind };
    });
  }

  /** The marks on a story that is on screen. */
  proofingOf(story: OpenStory): Proofing {
    const there = this.#proofings.get(story) ?? new Proofing(story.id);
    this.#proofings.set(story, there);
    return there;
  }

  /** What is being written about a story and not sent; it outlives a restore, and the story's place on screen. */
  unsentOf(story: OpenStory): Unsent {
    const there = this.#unsent.get(story.id) ?? new Unsent();
    this.#unsent.set(story.id, there);
    return there;
  }

  /** The marks on the open story. */
  get proofing(): Proofing | null {
    return this.story && this.proofingOf(this.story);
  }

  /** The open stories as they stand on screen, in the order they are read. */
  get stories(): OpenStory[] {
    const open = [this.story, this.beside].filter((s) => s !== null);
    return this.#second === this.story ? open.reverse() : open;
  }

  /** Saves every open story now; false where one could not be saved. */
  flush = async (): Promise<boolean> => (await Promise.all(this.stories.map((s) => s.saver.flush()))).every(Boolean);

  /** Saves the story that the panels speak of; the one beside it on the way. */
  flushThis = async (): Promise<boolean> => {
    void this.flush();
    return this.story === null ? true : this.story.saver.flush();
  };

  /** The focus went into one of the two stories. */
  turnTo(story: OpenStory): void {
    if (story !== this.beside) return;
    this.beside = this.story;
    this.story = story;
  }

  #shown(id: string): OpenStory | undefined {
    return this.stories.find((s) => s.id === id);
  }

  /** Opens a story in the place of the one that has the focus; one that is on screen gets the focus. */
  open(id: string): Promise<void> {
    const here = this.#shown(id);
    if (here) this.turnTo(here);
    return this.#leaveFor(() => ipc.openStory(id), this.story, here !== undefined);
  }

  /** Opens a story next to the one on screen. */
  async openBeside(id: string): Promise<void> {
    if (this.story === null) return this.open(id);
    const here = this.#shown(id);
    if (here) {
      this.turnTo(here);
      this.say("calm", this.beside === null ? "This story is open here already." : "This story stands here already: both sides would be one text.", "Choose another story to stand beside it.");
      return;
    }
    return this.#leaveFor(() => ipc.openStory(id), this.beside, false);
  }

  begin(): Promise<void> {
    return this.#leaveFor(() => ipc.newStory(), this.story, false);
  }

  beginFrom(template: string): Promise<void> {
    return this.#leaveFor(() => ipc.storyFromTemplate(template), this.story, false);
  }

  /** Takes one of two stories off the screen, once all of its text is safe. */
  closeOne(story: OpenStory): Promise<void> {
    this.blocked = null;
    const goOn = (): Promise<void> => {
      this.#takeOff(story);
      return Promise.resolve();
    };
    return this.attempt(async () => {
      if (this.beside !== null && (await this.#safe([story], goOn))) await goOn();
    });
  }

  #takeOff(story: OpenStory): void {
    if (story === this.story && this.beside !== null) this.turnTo(this.beside);
    if (story !== this.beside) return;
    this.#turn += 1; // a story that was on its way into this place has none now
    story.saver.stop();
    this.beside = this.#second = null;
    this.list.stir();
  }

  /** Fetches a story and puts it in the place of another (null: beside the one that is open). */
  async #leaveFor(fetch: () => Promise<ipc.StoryView>, leaving: OpenStory | null, here: boolean): Promise<void> {
    const turn = (this.#turn += 1);
    this.blocked = null;
    if (here) return;
    const left = leaving === null ? [] : [leaving];
    await this.attempt(async () => {
      if (!(await this.#safe(left, async () => { this.#put(await fetch(), leaving); }))) return;
      const view = await fetch();
      if (turn !== this.#turn) return;
      // What was typed while the other story came is saved too.
      const put = () => this.#put(view, leaving);
      if (await this.#safe(left, () => { put(); return Promise.resolve(); })) put();
    });
  }

  /** Whether all text of these stories is safe; where not, stays and says why. */
  async #safe(stories: OpenStory[], goOn: () => Promise<void>): Promise<boolean> {
    for (const [n, story] of stories.entries()) {
      // A key may fall between a save and its answer: until none is left.
      do {
        if (await story.saver.flush()) continue;
        const state = story.save;
        if (state.kind === "failed") {
          this.turnTo(story);
          // To go on without this one is not to go on without the next.
          const rest = async () => {
            this.blocked = null;
            if (await this.#safe(stories.slice(n + 1), goOn)) await goOn();
          };
          this.blocked = { error: state.error, copied: false, story, goOn: rest };
        }
        return false;
      } while (story.saver.unsaved);
    }
    // While the last one was saved a key may have fallen into the first.
    return stories.some((s) => s.saver.unsaved) ? this.#safe(stories, goOn) : true;
  }

  /** Puts a story on screen: in the place of one, or beside the open one. The same text never stands twice. */
  #put(view: ipc.StoryView, leaving: OpenStory | null, suggestion: string | null = null): OpenStory {
    this.blocked = null;
    const there = this.#shown(view.id);
    if (there !== undefined && there !== leaving) {
      this.turnTo(there);
      return there;
    }
    if (leaving !== null && !this.stories.includes(leaving)) return leaving;
    const next = new OpenStory(view, suggestion);
    leaving?.saver.stop();
    if (this.#second === leaving) this.#second = leaving === null ? this.#second : next;
    if (leaving !== null && leaving === this.beside) this.beside = next;
    else if (leaving === null && this.story !== null) this.#standBeside(next);
    else this.story = next;
    this.list.stir();
    return next;
  }

  /** The new one stands second and has the focus. */
  #standBeside(next: OpenStory): void {
    this.beside?.saver.stop();
    this.beside = this.story;
    this.story = this.#second = next;
  }

  async copyElsewhere(): Promise<void> {
    const story = this.blocked?.story ?? this.story;
    if (story === null) return;
    await this.attempt(async () => {
      const path = await ipc.saveCopyElsewhere(story.draft());
      if (path === null) return;
      this.say("ok", "A copy of the text is safe elsewhere.", path);
      if (this.blocked?.story === story) this.blocked = { ...this.blocked, copied: true };
    });
  }

  async restore(row: ipc.RevisionRow): Promise<void> {
    const { story } = this;
    if (story === null) return;
    if (!(await story.saver.flush())) {
      this.floating = null;
      this.say("warn", "The text of now could not be saved, so nothing was restored.", "Stet keeps trying: see the line at the foot of the window.");
      return;
    }
    const view = await ipc.restoreRevision(row.id);
    const before = (await ipc.revisions(story.id)).filter((r) => r.why === "before-restore").sort((a, b) => b.madeAt - a.madeAt)[0];
    this.#put(view, story).beforeRestore = before?.id ?? null;
    this.floating = null;
    this.stirred += 1;
  }

  /** The text from before the restore, back in one key. */
  undoRestore(): Promise<void> {
    const { story } = this;
    const revision = story?.beforeRestore ?? null;
    return this.attempt(() => this.#held(async () => {
      if (story === null || revision === null || !(await story.saver.flush())) return;
      this.#put(await ipc.restoreRevision(revision), story);
      this.stirred += 1;
      this.say("ok", "The text from before the restore is back.");
    }));
  }

  /** What others say about the open story. */
  get review(): ipc.Review {
    return this.#reviewed.story === this.story?.id ? this.#reviewed.said : NOTHING_SAID;
  }

  /** Reads again what others say about the open story. */
  async readReview(story: string): Promise<void> {
    const review = await ipc.review(story);
    if (story === this.story?.id) this.#reviewed = { story, said: review };
  }

  /** Does something to a comment, and shows what came of it; false where it was not done. */
  async remark(what: () => Promise<void>): Promise<boolean> {
    let done = false;
    await this.attempt(async () => {
      await what();
      done = true;
      if (this.story) await this.readReview(this.story.id);
    });
    return done;
  }

  /** Nobody types while a new text is on its way into the place of the old one: it would be lost with that. */
  async #held(what: () => Promise<void>): Promise<void> {
    this.holding = true;
    try {
      await tick();
      await what();
    } finally {
      this.holding = false;
    }
  }

  /** Puts a story's text of now in the place of the one on screen, once all that was typed is safe. */
  renew(story: OpenStory, fetch: () => Promise<ipc.StoryView>): Promise<void> {
    return this.#held(async () => {
      if (!(await this.flush())) throw { code: "not-saved", sentence: "The last changes could not be saved yet, so the story stays as it is.", hint: "Stet keeps trying; see the line at the foot of the window." } as unknown as Error;
      this.#put(await fetch(), story);
    });
  }

  /** Puts another text in the place of the one on screen, once that is safe; false where it was not done. */
  async instead(story: OpenStory, fetch: () => Promise<{ view: ipc.StoryView; suggestion: string | null }>): Promise<boolean> {
    let done = false;
    await this.attempt(() => this.#held(async () => {
      if (!(await this.flush())) {
        this.say("warn", "The text of now could not be saved, so nothing was done.", "Stet keeps trying: see the line at the foot of the window.");
        return;
      }
      const { view, suggestion } = await fetch();
      // What stands there already keeps its cursor.
      if (view.edit !== story.view.edit || suggestion !== story.suggestion) this.#put(view, story, suggestion);
      done = true;
      await this.readReview(story.id);
      this.stirred += 1;
    }));
    return done;
  }

  spike(spiked: boolean): Promise<void> {
    return this.attempt(async () => {
      const { story } = this;
      if (story === null || !(await story.saver.flush())) return;
      const refused = await story.move({ what: "spike", to: spiked });
      if (refused) {
        this.say("warn", refused.sentence, refused.hint, refused.code);
        return;
      }
      this.list.stir();
      this.say("ok", spiked ? "Spiked. It can be taken off the spike at any time." : "Off the spike, back on the desk.");
    });
  }

  /** The core says that something changed, here or in another Stet. */
  changed(changed: ipc.Changed): void {
    if (changed.desk || changed.stories.length > 0) this.list.stir();
    // Every move says so; a save, twice a second while one types, does not.
    if (changed.publications) {
      for (const story of this.stories) if (changed.stories.length === 0 || changed.stories.includes(story.id)) void story.readAtDesk();
      this.stirred += 1;
      void this.readMissed();
      void this.readLooks();
      void this.countWaiting();
    }
    if (changed.settings) void this.attempt(async () => { this.newsroom = await ipc.newsroom(); });
  }

  async readMissed(): Promise<void> {
    this.missed = await ipc.missedHours().catch(() => this.missed);
    this.clock = await ipc.clockTrouble().catch(() => this.clock);
  }

  async readLooks(): Promise<void> {
    this.looks = await ipc.looksDue().catch(() => this.looks);
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
      const chosen = await ask();
      if (chosen === null || chosen.length === 0) return;
      const { handOffs, copy: paths } = partedPaths(chosen);
      for (const path of handOffs) await this.handing.open(path);
      if (paths.length === 0) return;
      const outcome = await this.importing.begin(paths, () => (this.floating ??= { kind: "import" }));
      if (outcome === null || this.floating?.kind === "import") return;
      if (outcome.one && outcome.first !== null && outcome.faults.length === 0) {
        if (outcome.stories === 0) this.say("ok", "This copy was here already.");
        for (const notice of outcome.notices) this.say("calm", notice.sentence, notice.hint);
        if (!this.importing.shown && this.floating === null) await this.open(outcome.first);
        else this.say("calm", "The copy came in.", "", `story:${outcome.first}`);
        // Whoever went on writing is not interrupted by a dialog.
      } else if (this.importing.shown || this.floating !== null) this.say("calm", summary(outcome), "", "import");
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
      if (await this.#safe(this.stories, () => ipc.closeWindow())) await ipc.closeWindow();
      else await ipc.stayOpen();
    });
  }
}
