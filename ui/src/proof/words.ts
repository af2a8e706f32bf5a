// The words of marks, on screen and aloud.
import type { Mark, MarkKind } from "../wire";

export const KIND: Record<MarkKind, { one: string; group: string }> = {
  "fill-in": { one: "To fill in", group: "Fill in" },
  style: { one: "House style", group: "Style" },
  spelling: { one: "Spelling", group: "Spelling" },
};

/** What a mark says aloud: “Spelling: “recieve”. Suggestions: receive. Enter to choose.” */
export function askedAloud(mark: Mark, suggestions: string[]): string {
  const words = mark.words === "" ? "" : `: “${mark.words}”`;
  const why = mark.kind === "spelling" ? "" : ` ${mark.why}`;
  const offer = suggestions.length > 0 ? ` Suggestions: ${suggestions.join(", ")}. Enter to choose.` : mark.kind === "fill-in" ? "" : " No suggestion.";
  return `${KIND[mark.kind].one}${words}.${why}${offer}`;
}
