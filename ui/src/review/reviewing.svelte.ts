// Going through what is suggested, change by change, by key or by button; and writing a suggestion oneself.
import * as ipc from "../ipc";
import type { Review, ReviewSuggestion, StoryView, SuggestedChange } from "../wire";
import { canTake, sayChange, undecided } from "./shown";

type OnScreen = { id: string; suggestion: string | null; view: { edit: number }; saver: { unsaved: boolean } };
/** The window around it: the open story, what is said about it, and the way to put another text in its place. */
type Around = {
  story: OnScreen | null;
  review: Review;
  instead: (story: never, fetch: () => Promise<{ view: StoryView; suggestion: string | null }>) => Promise<boolean>;
  say: (tone: "warn" | "calm" | "ok", sentence: string, hint?: string) => void;
};
type Place = { suggestion: ReviewSuggestion; change: SuggestedChange };

export class Reviewing {
  /** The change that the keys speak of. */
  chosen = $state<string | null>(null);
  /** What a screen reader is told. */
  said = $state("");
  busy = $state(false);
  /** The last act, and the save that it left the story at. */
  #last = $state.raw<{ story: string; edit: number; acts: number } | null>(null);
  readonly #around: Around;

  constructor(around: Around) {
    this.#around = around;
  }

  /** The changes that nobody has decided about, in the order of the page, a suggestion after the other. */
  get places(): Place[] {
    if (this.#around.story?.suggestion !== null) return [];
    return this.#around.review.suggestions.flatMap((suggestion) => undecided(suggestion).map((change) => ({ suggestion, change })));
  }

  get place(): Place | null {
    return this.places.find((p) => p.change.id === this.chosen) ?? null;
  }

  /** The suggestion whose changes are shown in the text. */
  get shown(): ReviewSuggestion | null {
    return this.place?.suggestion ?? this.places[0]?.suggestion ?? null;
  }

  /** Whether the last act can be undone by its key: nothing was written since. */
  get undoable(): boolean {
    const { story } = this.#around;
    return story !== null && this.acts > 0 && this.#last?.edit === story.view.edit && !story.saver.unsaved;
  }

  /** How many acts there were in the story on screen, each of which can be undone. */
  get acts(): number {
    const { story } = this.#around;
    return story !== null && story.suggestion === null && this.#last?.story === story.id ? this.#last.acts : 0;
  }

  choose(change: string): void {
    this.chosen = change;
    const { place } = this;
    if (place) this.said = this.#words(place);
  }

  /** The next change, or the one before. */
  step(by: 1 | -1): boolean {
    const { places } = this;
    if (places.length === 0) return false;
    const at = places.findIndex((p) => p.change.id === this.chosen);
    const next = places[at === -1 ? (by === 1 ? 0 : places.length - 1) : (at + by + places.length) % places.length];
    if (next) this.choose(next.change.id);
    return true;
  }

  #words(place: Place): string {
    const at = this.places.findIndex((p) => p.change.id === place.change.id);
    return `${sayChange(place.change, place.suggestion.author)}, change ${String(at + 1)} of ${String(this.places.length)}`;
  }

  /** Takes the chosen change, or leaves it, and goes on to the next. */
  async decide(take: boolean): Promise<void> {
    const { place, places } = this;
    if (place === null || this.busy) return;
    if (take && !canTake(place.change)) {
      this.said = `Cannot be taken. ${this.#words(place)}`;
      return;
    }
    const at = places.findIndex((p) => p.change.id === place.change.id);
    const next = places[at + 1] ?? places[at - 1] ?? null;
    if (!(await this.#act(place.suggestion.id, [place.change.id], take))) return;
    const did = `${take ? "Accepted" : "Rejected"}: ${sayChange(place.change, place.suggestion.author)}.`;
    this.chosen = next?.change.id ?? null;
    const now = this.place;
    this.said = now ? `${did} Next: ${this.#words(now)}` : `${did} No changes are left.`;
  }

  /** Takes all that can be taken, or leaves all that is undecided. */
  async decideAll(suggestion: ReviewSuggestion, take: boolean): Promise<void> {
    const changes = undecided(suggestion).filter((c) => !take || canTake(c));
    if (changes.length === 0 || this.busy) return;
    if (!(await this.#act(suggestion.id, changes.map((c) => c.id), take))) return;
    this.chosen = null;
    this.said = `${changes.length === 1 ? "1 change" : `${String(changes.length)} changes`} ${take ? "accepted" : "rejected"}.`;
    if (take) this.#around.say("ok", "The changes are in the story.", "What stood there before is in the history.");
  }

  async #act(suggestion: string, changes: string[], take: boolean): Promise<boolean> {
    return this.#instead(async () => {
      const view = await ipc.decide(suggestion, changes, take);
      this.#last = { story: view.id, edit: view.edit, acts: this.acts + 1 };
      return { view, suggestion: null };
    });
  }

  /** Undoes the last act. */
  async undo(): Promise<void> {
    const { story } = this.#around;
    if (story === null || this.acts === 0) return;
    const done = await this.#instead(async () => {
      const view = await ipc.undoDecision(story.id);
      this.#last = { story: view.id, edit: view.edit, acts: this.acts - 1 };
      return { view, suggestion: null };
    });
    if (done) this.said = "Undone. The change is open again.";
  }

  /** Begins to suggest, or goes on with one's own suggestion; where one suggests, leaves it open. */
  async turn(): Promise<void> {
    const { story } = this.#around;
    if (story === null) return;
    const { suggestion } = story;
    const done = await this.#instead(async () => {
      if (suggestion === null) return ipc.suggest(story.id);
      return { view: await ipc.leaveSuggesting(suggestion), suggestion: null };
    });
    if (!done) return;
    this.chosen = null;
    this.said = suggestion === null ? "You are suggesting. The story itself stays as it is." : "You are back in the story. Your suggestion stays open.";
  }

  /** What was written since a revision becomes a suggestion. */
  async since(revision: string): Promise<boolean> {
    const { story } = this.#around;
    if (story === null) return false;
    const done = await this.#instead(async () => ({ view: await ipc.suggestSince(story.id, revision), suggestion: null }));
    if (done) this.#around.say("ok", "Your changes are a suggestion now.", "The story reads as it did then. What stood there is in the history.");
    return done;
  }

  async #instead(fetch: () => Promise<{ view: StoryView; suggestion: string | null }>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    try {
      return await this.#around.instead(this.#around.story as never, fetch);
    } finally {
      this.busy = false;
    }
  }
}
