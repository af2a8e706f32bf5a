import { describe, expect, it } from "vitest";
import type { Hunk, Review, ReviewThread } from "../wire";
import { clipped, open, parted, wanting } from "./shown";

const thread = (id: string, resolvedAt: number | null): ReviewThread => ({
  first: { id, author: "Jo Li", text: "?", madeAt: 0, isMine: false }, field: "body", quote: "wall", at: null, resolvedAt, replies: [],
});
const change = (standing: "open" | "there" | "overtaken") => ({ field: "body", label: "Body", words: [], standing });

describe("the Review panel", () => {
  const review: Review = { threads: [thread("a", null), thread("b", 5)], suggestions: [{ id: "s", author: "", madeAt: 0, changes: [change("open"), change("overtaken"), change("there"), change("open")] }] };
  it("counts what wants somebody", () => {
    expect(wanting(review)).toBe(2);
    expect(parted(review.threads).settled.map((t) => t.first.id)).toEqual(["b"]);
  });
  it("takes only what can be taken", () => {
    expect(review.suggestions.map(open)).toEqual([[0, 3]]);
  });
});

describe("a long paragraph", () => {
  const long = "word ".repeat(60);
  it("is shown around its changes, by whole words", () => {
    const hunks: Hunk[] = [{ kind: "same", text: long }, { kind: "added", text: long }, { kind: "same", text: long }, { kind: "removed", text: "x" }, { kind: "same", text: "end." }];
    const [first, added, middle, , last] = clipped(hunks);
    expect(first?.text).toMatch(/^… word( word)* $/);
    expect(added?.text).toBe(long);
    expect(middle?.text).toMatch(/^word( word)* … word( word)* $/);
    expect(last?.text).toBe("end.");
  });
  it("never cuts a letter in two", () => {
    expect(clipped([{ kind: "same", text: "🌊".repeat(300) }, { kind: "added", text: "x" }])[0]?.text.isWellFormed()).toBe(true);
  });
});
