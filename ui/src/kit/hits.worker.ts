// Seeks a pattern apart from the window: one that never ends is ended with its worker.
import { hitsIn, type Sought } from "./hits";

type Asked = { turn: number; sought: Sought; texts: string[] };
const scope = self as unknown as { onmessage: ((event: MessageEvent<Asked>) => void) | null; postMessage: (answer: unknown) => void };

scope.onmessage = ({ data }) => {
  scope.postMessage({ turn: data.turn, hits: hitsIn(data.sought, data.texts) });
};
scope.postMessage({ ready: true });
