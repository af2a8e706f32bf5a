import { expect, it } from "vitest";
import { narrowed } from "./narrow";

const items = ["About us", "Corrections", "Café about", "सुधार"].map((name) => ({ name, detail: name === "Corrections" ? "An earlier version said" : "" }));
const names = (typed: string) => narrowed(items, typed).map((item) => item.name);

it("keeps what has every word, names that begin so first", () => {
  expect(names("")).toEqual(["About us", "Corrections", "Café about", "सुधार"]);
  expect(names("about")).toEqual(["About us", "Café about"]);
  expect(names("cafe ab")).toEqual(["Café about"]);
  expect(names("earlier")).toEqual(["Corrections"]);
  expect(names("सु")).toEqual(["सुधार"]);
  expect(names("nothing")).toEqual([]);
});
