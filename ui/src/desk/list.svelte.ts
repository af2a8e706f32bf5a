// The desk list: pages by cursor, read as far as the eye goes, read again when something changed.
import * as ipc from "../ipc";

export class DeskList {
  view: ipc.DeskView = $state("desk");
  find = $state("");
  rows: ipc.DeskRow[] = $state.raw([]);
  total = $state(0);
  /** False until the first answer, so that an empty desk is not announced too soon. */
  read = $state(false);
  error: ipc.StetError | null = $state.raw(null);
  #next: string | null = null;
  #turn = 0;
  #wanted = 0;
  #reading = false;
  #again: ReturnType<typeof setTimeout> | undefined;

  async show(view: ipc.DeskView, find: string): Promise<void> {
    this.view = view;
    this.find = find;
    this.#wanted = 0;
    await this.reload();
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
        const page: ipc.DeskPage = await ipc.deskList(this.view, this.find, next);
        if (turn !== this.#turn) return;
        rows.push(...page.rows);
        next = page.next;
        this.total = page.total;
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
        const page = await ipc.deskList(this.view, this.find, this.#next);
        if (turn !== this.#turn) return;
        this.rows = [...this.rows, ...page.rows];
        this.#next = page.next;
        this.total = page.total;
      }
    } catch (e) {
      this.error = ipc.asError(e);
    } finally {
      this.#reading = false;
    }
  }
}
