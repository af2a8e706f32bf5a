import { describe, expect, it } from "vitest";
import type { Hunk, Review, ReviewThread, Standing, SuggestedChange } from "../wire";
import { canTake, clipped, mentions, names, parted, peopleFor, sayChange, undecided, wanting, withName } from "./shown";

const thread = (id: string, resolvedAt: number | null): ReviewThread => ({
  first: { id, author: "Jo Li", text: "?", madeAt: 0, isMine: false }, field: "body", quote: "wall", at: null, resolvedAt, replies: [],
});
const change = (standing: Standing, more: Partial<SuggestedChange> = {}): SuggestedChange => ({ id: standing, field: "body", label: "Body", kind: "words", words: [], standing, decided: null, spots: [], ...more });

describe("the Review panel", () => {
  const review: Review = { threads: [thread("a", null), thread("b", 5)], people: [], me: "", suggestions: [{ id: "s", author: "", madeAt: 0, isOwn: false, changes: [change("open"), change("overtaken"), change("there"), change("open")] }] };
  it("counts what wants somebody", () => {
    expect(wanting(review)).toBe(2);
    expect(parted(review.threads).settled.map((t) => t.first.id)).toEqual(["b"]);
  });
  it("takes only what can be taken, and passes over what the story says already", () => {
    const [suggestion] = review.suggestions;
    if (!suggestion) throw new Error("there is one");
    expect(suggestion.changes.map(canTake)).toEqual([true, false, false, true]);
    expect(undecided(suggestion)).toHaveLength(3);
    expect(canTake(change("open", { decided: "left" }))).toBe(false);
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

describe("a change said aloud", () => {
  const words: Hunk[] = [{ kind: "same", text: "He was " }, { kind: "removed", text: "alleged" }, { kind: "added", text: "charged" }, { kind: "same", text: "." }];
  it("says what goes, what comes and who wants it", () => {
    expect(sayChange(change("open", { words }), "Ann")).toBe("deleted alleged, added charged, by Ann");
    expect(sayChange(change("gone", { words, field: "headline", label: "Headline" }), "")).toBe("Headline: deleted alleged, added charged, by No name, text removed");
  });
  it("says that paragraphs are split and joined", () => {
    expect(sayChange(change("open", { kind: "split", words: [{ kind: "added", text: "¶" }] }), "Ann")).toBe("paragraph split in two, by Ann");
    expect(sayChange(change("open", { kind: "joined" }), "Ann")).toBe("two paragraphs joined, by Ann");
  });
});

describe("a mention", () => {
  const people = ["Jo", "Jo Li", "रवि मेनन"];
  it("is the longest name that fits, and no part of an address", () => {
    expect(mentions("Ask @jo li, not jo@jo.example.", people).filter((m) => m.name)).toEqual([{ text: "@jo li", name: "Jo Li" }]);
    expect(mentions("@Joanna knows.", people).filter((m) => m.name)).toEqual([]);
    expect(mentions("पूछो @रवि मेनन से", people).map((m) => m.text).join("")).toBe("पूछो @रवि मेनन से");
  });
  it("finds the threads that name me", () => {
    const named = { ...thread("a", null), first: { ...thread("a", null).first, text: "@Jo Li: which?" } };
    expect([names(named, "Jo Li", people), names(named, "Jo", people), names(thread("b", null), "Jo", people), names(named, "", people)]).toEqual([true, false, false, false]);
  });
  it("is completed from what is typed", () => {
    expect(peopleFor("Ask @j", people)).toEqual(["Jo", "Jo Li"]);
    expect(peopleFor("a@j", people)).toEqual([]);
    expect(withName("Ask @j", "Jo Li")).toBe("Ask @Jo Li ");
  });
});
