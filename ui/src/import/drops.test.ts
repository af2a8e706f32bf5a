import { expect, test } from "vitest";
import { apart, copyIn } from "./drops";

const files = (...names: string[]) => names.map((name) => ({ name }));

test("pictures alone are left to the story they fall on", () => {
  expect(copyIn(files("wall.jpg", "ferry.HEIC", "noending"))).toEqual([]);
});

test("copy comes in whatever its ending's letters, with the pictures beside it", () => {
  expect(copyIn(files("Statement.DOCX", "wall.jpg"))).toEqual(files("Statement.DOCX", "wall.jpg"));
  expect(copyIn(files("calder.wordpress.2024-05-03.xml"))).toHaveLength(1);
});

test("two files of one name are laid down under two", () => {
  expect(apart(files("story.docx", "Story.docx", "story.docx", "wall")).map(([, name]) => name)).toEqual(["story.docx", "Story (2).docx", "story (3).docx", "wall"]);
});
