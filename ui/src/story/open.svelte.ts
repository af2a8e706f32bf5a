// The story on screen. The window owns its text while it is open; saving is in save.ts.
import * as ipc from "../ipc";
import { Ruler, type Block } from "./length";
import { Shown } from "./profile";
import { Saver, type SaveState } from "./save";

/** From a change of the text to its count. */
const COUNT_AFTER_MS = 300;

export class OpenStory {
  readonly id: string;
  /** Furniture as it stands on screen. The body is read from its editor when a save starts. */
  fields: ipc.StoryDraft = $state() as ipc.StoryDraft;
  view: ipc.StoryView = $state.raw() as ipc.StoryView;
  /** Stage, flags, plan: no part of the text, and never saved with it. */
  atDesk: ipc.AtDesk = $state.raw() as ipc.AtDesk;
  save: SaveState = $state.raw({ kind: "saved", at: 0 });
  notices: ipc.FieldNotice[] = $state.raw([]);
  /** Another Stet had changed the story: its text is in the history. */
  keptOther = $state(false);
  /** Set by a restore: the revision that holds the text from before it. */
  beforeRestore: string | null = $state(null);
  changedSinceOpen = $state(false);
  /** As it stands on screen; a little behind while one types, and never behind a save. */
  length = $state.raw({ words: 0, readingMinutes: 1 });
  readonly shown = new Shown();
  readonly saver: Saver;
  readonly #ruler = new Ruler(ipc.measure);
  #readBody: (() => ipc.PmDoc) | null = null;
  #blocks: (() => readonly Block[]) | null = null;
  #moves: Promise<unknown> = Promise.resolve();
  #counting: ReturnType<typeof setTimeout> | undefined;

  /** The suggestion that is written here in place of the working copy; null: the working copy itself. */
  readonly suggestion: string | null;

  constructor(view: ipc.StoryView, suggestion: string | null = null) {
    this.id = view.id;
    this.suggestion = suggestion;
    this.view = view;
    this.atDesk = view.atDesk;
    this.fields = structuredClone(view.draft);
    this.length = { words: view.words, readingMinutes: view.readingMinutes };
    this.save = { kind: "saved", at: view.savedAt };
    this.saver = new Saver({
      edit: view.edit,
      savedAt: view.savedAt,
      read: () => this.draft(),
      write: (edit, draft) => (suggestion === null ? ipc.saveStory(this.id, edit, draft) : ipc.saveSuggestion(suggestion, edit, draft)),
      asError: ipc.asError,
      onstate: (state) => (this.save = state),
      onsaved: (saved) => this.#take(saved),
    });
  }

  get direction(): ipc.Direction {
    return this.fields.direction ?? (/^(ar|ur|fa|he|ps|sd|ug|yi|dv|ckb)\b/.test(this.fields.language) ? "rtl" : "ltr");
  }

  /** The body editor says how to read it, for as long as it is on screen. */
  bodyIs(read: (() => ipc.PmDoc) | null, blocks: (() => readonly Block[]) | null = null): void {
    if (read === null && this.#readBody !== null) this.fields.body = this.#readBody();
    this.#readBody = read;
    this.#blocks = blocks;
  }

  body(): ipc.PmDoc {
    return this.#readBody?.() ?? $state.snapshot(this.fields.body);
  }

  draft(): ipc.StoryDraft {
    const { body: _, ...furniture } = this.fields;
    return { ...$state.snapshot(furniture), body: this.body() };
  }

  /** Sets one field of the furniture, and has it saved. */
  set<K extends keyof ipc.StoryDraft>(field: K, value: ipc.StoryDraft[K]): void {
    this.fields[field] = value;
    this.touch();
  }

  /** Makes a move with the story; what the core says against it, or null. */
  move(to: ipc.Move): Promise<ipc.StetError | null> {
    return this.#inTurn(async () => {
      try {
        this.atDesk = await ipc.makeMove(this.id, to);
        return null;
      } catch (e) {
        return ipc.asError(e);
      }
    });
  }

  /** Another window or the clock may have moved it. */
  readAtDesk(): Promise<void> {
    return this.#inTurn(async () => {
      this.atDesk = await ipc.atDesk(this.id).catch(() => this.atDesk);
    });
  }

  /** One move after the other: each is judged by what the one before made of the story. */
  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#moves.then(act);
    this.#moves = done.catch(() => undefined);
    return done;
  }

  touch(): void {
    this.changedSinceOpen = true;
    this.saver.touch();
    // Typing on does not push the count back, and no key waits for it.
    this.#counting ??= setTimeout(() => void this.#count(), COUNT_AFTER_MS);
  }

  async #count(): Promise<void> {
    this.#counting = undefined;
    const blocks = this.#blocks?.();
    if (!blocks) return;
    // Where the core does not answer, the figure of the last save stands; the saver says what is wrong.
    const measured = await this.#ruler.measure(blocks).catch(() => null);
    if (measured) this.length = { words: measured.words, readingMinutes: measured.readingMinutes };
  }

  /** The advice on a field, if the last save had one. */
  notice(field: string): string | undefined {
    const found = this.notices.find((n) => n.field === field);
    return found && `${found.error.sentence} ${found.error.hint}`;
  }

  #take(saved: ipc.Saved): void {
    const { edit, savedAt, words, readingMinutes, effectiveUrlSlug, seen } = saved;
    this.view = { ...this.view, edit, savedAt, changedAt: savedAt, words, readingMinutes, effectiveUrlSlug, seen };
    this.notices = saved.notices;
    // With a count on its way there is text that this save did not hold.
    if (this.#counting === undefined) this.length = { words, readingMinutes };
    if (saved.keptOther) this.keptOther = true;
  }
}
