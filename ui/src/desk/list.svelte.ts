// The desk list: pages by cursor, read as far as the eye goes, read again when something changed.
import * as ipc from "../ipc";
import { NOTHING_ASKED } from "./columns";

export class DeskList {
  ask: ipc.DeskAsk = $state.raw(NOTHING_ASKED);
  views: ipc.SavedView[] = $state.raw([]);
  rows: ipc.DeskRow[] = $state.raw([]);
  total = $state(0);
  /** Whether there may be more than `total`. */
  atLeast = $state(false);
  /** False until the first answer, so that an empty desk is not announced too soon. */
  read = $state(false);
  error: ipc.StetError | null = $state.raw(null);
  #next: string | null = null;
  #turn = 0;
  #wanted = 0;
  #reading = false;
  #again: ReturnType<typeof setTimeout> | undefined;

  get view(): ipc.DeskView {
    return this.ask.view;
  }

  get find(): string {
    return this.ask.find;
  }

  show(view: ipc.DeskView, find: string): Promise<void> {
    return this.put({ ...this.ask, view, find });
  }

  /** Asks for something else. */
  async put(ask: ipc.DeskAsk): Promise<void> {
    this.ask = ask;
    this.#wanted = 0;
    await this.reload();
  }

  /** Reads the saved views; the first of them is shown where nobody has asked for anything yet. */
  async readViews(opening: boolean): Promise<void> {
    try {
      this.views = await ipc.savedViews();
    } catch (e) {
      this.error = ipc.asError(e);
    }
    const first = this.views.find((v) => v.isFirst);
    if (opening && first !== undefined && this.ask === NOTHING_ASKED) await this.put(first.ask);
  }

  #count(page: ipc.DeskPage, rows: number): void {
    // Of a search the end is not known before it is reached: there is always a row more to look for.
    this.total = page.next === null ? rows : Math.max(page.total, page.atLeast ? rows + 1 : rows);
    this.atLeast = page.next !== null && page.atLeast;
  }

  /** Reads the list again, as far down as it is being looked at. */
  async reload(): Promise<void> {
    clearTimeout(this.#again);
    this.#again = undefined;
    const turn = (this.#turn += 1);
    const rows: ipc.DeskRow[] = [];
    let next: string | null = null;
    try {
      do {
        const page: ipc.DeskPage = await ipc.deskList(this.ask, next);
        if (turn !== this.#turn) return;
        rows.push(...page.rows);
        next = page.next;
        this.#count(page, rows.length);
      } while (next !== null && rows.length < this.#wanted);
      this.rows = rows;
      this.#next = next;
      this.error = null;
    } catch (e) {
      if (turn !== this.#turn) return;
      this.error = ipc.asError(e);
    }
    this.read = true;
  }

  /** Something changed: reads again soon, once for many changes. */
  stir(): void {
    this.#again ??= setTimeout(() => void this.reload(), this.rows.length < 500 ? 250 : 1200);
  }

  /** Makes sure the first `count` rows are there. */
  async reach(count: number): Promise<void> {
    this.#wanted = count;
    if (this.#reading) return;
    this.#reading = true;
    try {
      const turn = this.#turn;
      while (this.rows.length < this.#wanted && this.#next !== null && turn === this.#turn) {
        const page = await ipc.deskList(this.ask, this.#next);
        if (turn !== this.#turn) return;
        this.rows = [...this.rows, ...page.rows];
        this.#next = page.next;
        this.#count(page, this.rows.length);
      }
    } catch (e) {
      this.error = ipc.asError(e);
    } finally {
      this.#reading = false;
    }
  }
}
