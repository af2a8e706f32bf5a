// What is marked in the story on screen: gathered from its texts and fields, gone through by key,
// put right, let stand. The looking is done by the core; each editor draws its own marks.
import * as ipc from "../ipc";
import type { Mark, ProofReady, StoryDraft } from "../wire";
import { ORDER, furniture, placeOf, type Field } from "./fields";

type Box = { left: number; right: number; top: number; bottom: number };
export type Spotted = { mark: Mark; media: string | null; pos: number; end: number; inText: boolean };

/** An editor, as far as marks go. */
export type Surface = {
  spots: () => Spotted[];
  cursor: () => { pos: number; covers: boolean } | null;
  select: (spot: Spotted) => void;
  focus: () => void;
  take: (spot: Spotted, words: string) => boolean;
  box: (spot: Spotted) => Box | null;
  again: () => void;
};

export type Found = Spotted & { field: Field; place: string };
/** A place in the story; `covers` where words are selected there, as after going to a mark. */
export type Here = { field: Field; pos: number; covers: boolean };
export type Open = { found: Found; box: Box; byKey: boolean };
type Kind = Mark["kind"];

const REST = 400;

export class Proofing {
  /** Everything marked, in the order of the story. */
  found = $state.raw<Found[]>([]);
  ready = $state.raw<ProofReady | null>(null);
  open = $state.raw<Open | null>(null);
  /** For screen readers. */
  said = $state("");
  // Nothing on screen reads these two: `found` is what changes.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  #surfaces = new Map<Field, Surface>();
  #plain: Found[] = [];
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  #texts = new Map<string, Mark[]>();
  #last: Found | null = null;
  #language = "";
  #draft: (() => StoryDraft) | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  constructor(readonly story: string) {}

  get toFillIn(): number {
    return this.found.filter((f) => f.mark.kind === "fill-in").length;
  }

  /** Looks in a language from here on. Dictionaries are loaded first; what there is is marked meanwhile. */
  async begin(language: string): Promise<void> {
    this.#language = language;
    const ready = await ipc.proofReady(language).catch(() => null);
    if (this.#language !== language) return;
    this.ready = ready;
    this.again();
  }

  check = (pieces: ipc.Piece[]): Promise<Mark[][]> => ipc.proof(this.story, this.#language, pieces);

  /** Rules or words changed. */
  again(): void {
    this.#texts.clear();
    for (const surface of this.#surfaces.values()) surface.again();
    this.#later(0);
  }

  surface(field: Field, surface: Surface | null): void {
    if (surface) this.#surfaces.set(field, surface);
    else this.#surfaces.delete(field);
  }

  /** The fields may have changed: they are looked at once the keys have rested. */
  fields(draft: () => StoryDraft): void {
    this.#draft = draft;
    this.#later(REST);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#turn += 1;
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), ms);
  }

  async #look(): Promise<void> {
    if (this.#draft === null) return;
    const turn = (this.#turn += 1);
    const all = furniture(this.#draft());
    const key = (p: ipc.Piece) => JSON.stringify(p);
    const unknown = all.filter(({ piece }) => !this.#texts.has(key(piece)));
    if (unknown.length > 0) {
      const answer = await this.check(unknown.map((u) => u.piece)).catch(() => null);
      if (turn !== this.#turn || answer === null) return;
      if (this.#texts.size > 500) this.#texts.clear();
      unknown.forEach(({ piece }, i) => this.#texts.set(key(piece), answer[i] ?? []));
    }
    this.#plain = all.flatMap(({ field, piece }) =>
      (this.#texts.get(key(piece)) ?? []).map((mark) => ({ mark, media: null, pos: mark.from, end: mark.to, inText: true, field, place: placeOf(field, null, piece.field) })));
    this.gather();
  }

  /** Reads the marks of every editor again. */
  gather = (): void => {
    const found: Found[] = [...this.#plain];
    for (const [field, surface] of this.#surfaces) {
      for (const spot of surface.spots()) found.push({ ...spot, field, place: placeOf(field, spot.media, spot.inText ? "" : "alt") });
    }
    found.sort((a, b) => ORDER.indexOf(a.field) - ORDER.indexOf(b.field) || a.pos - b.pos);
    this.found = found;
  };

  /** The marks of a field that has no editor of its own, as far as they still fit its text. */
  marksIn(field: Field, text: string): Mark[] {
    return this.found.filter((f) => f.field === field && text.slice(f.mark.from, f.mark.to) === f.mark.words).map((f) => f.mark);
  }

  /** The next mark, or the one before; of one kind where it is given. Goes round at the end. */
  next(by: 1 | -1, kind: Kind | null, here: Here | null): Found | null {
    const list = this.found.filter((f) => kind === null || f.mark.kind === kind);
    if (list.length === 0) {
      this.said = kind === "fill-in" ? "Nothing left to fill in." : "Nothing to put right.";
      this.open = null;
      return null;
    }
    const from = this.open?.found ?? here ?? this.#last;
    const place = (f: { field: Field; pos: number }) => ORDER.indexOf(f.field) * 1e8 + f.pos;
    const after = from === null ? -1 : place(from);
    // A cursor in front of a mark goes to it; a mark that is open goes to the one after.
    const least = this.open === null && here?.covers === false ? after - 0.5 : after;
    const at = by === 1 ? list.findIndex((f) => place(f) > least) : list.findLastIndex((f) => place(f) < after);
    const found = list.at(at === -1 ? (by === 1 ? 0 : -1) : at) ?? null;
    this.#last = found;
    if (found) this.said = this.#sentence(found, list.indexOf(found) + 1, list.length);
    return found;
  }

  #sentence(found: Found, n: number, of: number): string {
    const { mark, place } = found;
    const words = mark.words === "" ? "Something" : mark.kind === "fill-in" ? mark.words : `“${mark.words}”`;
    if (mark.kind === "fill-in") return `${mark.words === "" ? mark.why : words} in ${place}, ${n} of ${of}`;
    return `${mark.kind === "spelling" ? "Spelling" : "Style"}: ${words} in ${place}, ${n} of ${of}`;
  }

  /** Where the cursor is among the marks: an editor that has it says so. */
  cursor(): Here | null {
    for (const [field, surface] of this.#surfaces) {
      const at = surface.cursor();
      if (at !== null) return { field, ...at };
    }
    return null;
  }

  editor(field: Field): Surface | undefined {
    return this.#surfaces.get(field);
  }

  suggestions(mark: Mark): Promise<string[]> {
    return mark.kind === "spelling" ? ipc.suggestSpelling(this.#language, mark.words) : Promise.resolve(mark.suggestions);
  }

  /** Right this time: these words of this rule stand in this story. */
  async stand(mark: Mark): Promise<void> {
    await ipc.letStand(this.story, mark.rule, mark.words, true);
    this.said = `“${mark.words}” stands.`;
    this.again();
  }

  async add(mark: Mark): Promise<void> {
    const word = mark.words.replace(/[’']s$/, "");
    await ipc.addDictionaryWord(this.#language, word);
    this.said = `“${word}” is in the newsroom’s dictionary.`;
    this.again();
  }

  async switchOff(mark: Mark): Promise<void> {
    await ipc.switchStyleRule(mark.rule, false);
    this.said = `The rule “${mark.rule}” is off.`;
    this.again();
  }
}
