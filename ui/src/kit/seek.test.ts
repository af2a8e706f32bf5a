import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { hitsIn, type Sought } from "./hits";
import { BUDGET_MS, Seeker, type Aside } from "./seek";

const words: Sought = { text: "ferry", matchCase: false, wholeWord: false, pattern: false };
const pattern: Sought = { ...words, text: "f.rry", pattern: true };

/** Workers as a system gives them: they answer, or they never do. */
function workers(answers: boolean) {
  const made: (Aside & { ended: boolean })[] = [];
  const start = () => {
    const worker: Aside & { ended: boolean } = {
      ended: false, onmessage: null, onerror: null,
      terminate: () => { worker.ended = true; },
      postMessage: (asked: { turn: number; sought: Sought; texts: string[] }) => {
        queueMicrotask(() => {
          worker.onmessage?.(new MessageEvent("message", { data: { ready: true } }));
          if (answers) worker.onmessage?.(new MessageEvent("message", { data: { turn: asked.turn, hits: hitsIn(asked.sought, asked.texts) } }));
        });
      },
    };
    made.push(worker);
    return worker;
  };
  return { made, seeker: new Seeker(start) };
}

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

it("finds words at once, with no worker", async () => {
  const { made, seeker } = workers(false);
  expect((await seeker.seek(words, ["A ferry"]))?.hits).toHaveLength(1);
  expect(made).toHaveLength(0);
});

it("finds a pattern in a worker, and keeps that for the next", async () => {
  const { made, seeker } = workers(true);
  for (const text of ["A ferry", "a furry ferry"]) await seeker.seek(pattern, [text]);
  expect((await seeker.seek(pattern, ["a furry ferry"]))?.hits.map((h) => h.from)).toEqual([2, 8]);
  expect(made).toHaveLength(1);
});

it("ends a pattern that does not end, says so, and goes on with a new worker", async () => {
  const { made, seeker } = workers(false);
  const asked = seeker.seek(pattern, ["A ferry"]);
  await vi.advanceTimersByTimeAsync(BUDGET_MS + 1);
  expect((await asked)?.trouble).toMatch(/takes too long/);
  expect(made[0]?.ended).toBe(true);
  expect((await seeker.seek(words, ["A ferry"]))?.hits).toHaveLength(1);
  void seeker.seek(pattern, ["A ferry"]);
  expect(made).toHaveLength(2);
});

it("answers only the last question", async () => {
  const { made, seeker } = workers(false);
  const first = seeker.seek(pattern, ["A ferry"]);
  const second = seeker.seek({ ...pattern, text: "(" }, ["A ferry"]);
  expect(await first).toBeNull();
  expect((await second)?.trouble).toMatch(/not a pattern yet/);
  expect(made[0]?.ended, "and nothing runs on for it").toBe(true);
});
