import { expect, it } from "vitest";
import { blocksOf } from "./arranging";

it("lets sections that nobody arranged follow, and forgets those that are gone", () => {
  const section = (id: string) => ({ id, slug: id, name: id, showUntil: null, stories: 0 });
  const arranged = [{ section: "sport", stories: 0 }, { section: "gone", stories: 3 }];
  expect(blocksOf(arranged, [section("news"), section("sport")])).toEqual([{ section: "sport", stories: 0 }, { section: "news", stories: 5 }]);
});
