import { expect, it } from "vitest";
import { Selection } from "./selection.ts";

const shown = ["a", "b", "c", "d", "e"];
const picked = (selection: Selection) => [...selection.value].toSorted();

it("picks one, and lets go of it", () => {
  const selection = new Selection();
  selection.toggle("b");
  selection.toggle("d");
  expect(picked(selection)).toEqual(["b", "d"]);
  selection.toggle("b");
  expect([selection.has("b"), selection.has("d")]).toEqual([false, true]);
});

it("picks a range either way from the one picked last, beside what is picked", () => {
  const selection = new Selection();
  selection.toggle("a");
  selection.toggle("d");
  selection.range("c", shown);
  expect(picked(selection)).toEqual(["a", "c", "d"]);
  selection.range("e", shown);
  expect(picked(selection)).toEqual(["a", "c", "d", "e"]);
});

it("begins a range where it is asked for when its beginning is not to be seen", () => {
  const selection = new Selection();
  selection.toggle("z");
  selection.range("b", shown);
  selection.range("c", shown);
  selection.range("nowhere", shown);
  expect(picked(selection)).toEqual(["b", "c", "z"]);
});

it("lets go of what is gone, and of all", () => {
  const selection = new Selection();
  selection.all(shown);
  selection.release(["a"]);
  selection.prune((id) => id !== "e");
  expect(picked(selection)).toEqual(["b", "c", "d"]);
  selection.clear();
  expect(selection.value.size).toBe(0);
});

it("tells nobody of what changes nothing", () => {
  const selection = new Selection();
  let told = 0;
  selection.subscribe(() => told++);
  selection.clear();
  selection.all([]);
  selection.prune(() => false);
  selection.toggle("a");
  selection.all(["a"]);
  selection.prune(() => true);
  expect(told).toBe(1);
});
