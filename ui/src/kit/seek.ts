// Seeks without ever holding the window up: words at once, a pattern in a worker that is ended when it takes too long.
import { hitsIn, wrongWith, type Hit, type Sought } from "./hits";

/** Hits, or the sentence that says why there are none. */
export type Found = { hits: Hit[]; trouble: string | null };

/** A pattern that has not ended by then, with its worker running, never will in practice. */
export const BUDGET_MS = 2000;
const START_MS = 15_000;
const TOO_LONG = "This pattern takes too long in this story. Make it simpler: one repetition inside another is the usual reason.";

type Answer = { ready: true } | { turn: number; hits: Hit[] };
/** The part of a Worker that is used. */
export type Aside = Pick<Worker, "postMessage" | "terminate"> & { onmessage: ((event: MessageEvent<Answer>) => void) | null; onerror: ((event: ErrorEvent) => void) | null };

export class Seeker {
  #worker: Aside | null = null;
  #ready = false;
  #turn = 0;
  #settle: ((found: Found | null) => void) | null = null;
  #clock: ReturnType<typeof setTimeout> | undefined;

  constructor(private start: () => Aside, private budget = BUDGET_MS) {}

  /** Null where a later question came first. */
  seek(sought: Sought, texts: string[]): Promise<Found | null> {
    this.#drop();
    const trouble = wrongWith(sought);
    if (trouble !== null || sought.text === "") return Promise.resolve({ hits: [], trouble });
    if (!sought.pattern) return Promise.resolve({ hits: hitsIn(sought, texts), trouble: null });
    return this.#aside(sought, texts);
  }

  /** Ends what runs. */
  end(): void {
    this.#drop();
    this.#worker?.terminate();
    this.#worker = null;
  }

  #aside(sought: Sought, texts: string[]): Promise<Found | null> {
    const turn = (this.#turn += 1);
    if (this.#worker === null) {
      this.#worker = this.start();
      this.#ready = false;
    }
    const worker = this.#worker;
    const limit = (ms: number) => {
      clearTimeout(this.#clock);
      this.#clock = setTimeout(() => this.#stop({ hits: [], trouble: TOO_LONG }), ms);
    };
    return new Promise((settle) => {
      this.#settle = settle;
      limit(this.#ready ? this.budget : START_MS);
      worker.onerror = () => this.#stop({ hits: [], trouble: "The pattern could not be looked for. Seek the words without it." });
      worker.onmessage = ({ data }) => {
        if ("ready" in data) {
          this.#ready = true;
          limit(this.budget);
        } else if (data.turn === turn) {
          this.#settled({ hits: data.hits, trouble: null });
        }
      };
      worker.postMessage({ turn, sought, texts });
    });
  }

  #stop(found: Found | null): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#settled(found);
  }

  #settled(found: Found | null): void {
    clearTimeout(this.#clock);
    const settle = this.#settle;
    this.#settle = null;
    settle?.(found);
  }

  /** A question that is still out may run for long: its worker goes with it. */
  #drop(): void {
    if (this.#settle !== null) this.#stop(null);
  }
}

/** The real one. */
export const aside = (): Aside => new Worker(new URL("./hits.worker.ts", import.meta.url), { type: "module" });
