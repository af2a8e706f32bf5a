import { expect, it } from "vitest";
import { blocksOf, moved } from "./arranging";

it("moves one item and leaves the others in order", () => {
  expect(moved(["a", "b", "c"], 2, -1)).toEqual(["a", "c", "b"]);
  expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
});

it("lets sections that nobody arranged follow, and forgets those that are gone", () => {
  const section = (id: string) => ({ id, slug: id, name: id, showUntil: null, stories: 0 });
  const arranged = [{ section: "sport", stories: 0 }, { section: "gone", stories: 3 }];
  expect(blocksOf(arranged, [section("news"), section("sport")])).toEqual([{ section: "sport", stories: 0 }, { section: "news", stories: 5 }]);
});
