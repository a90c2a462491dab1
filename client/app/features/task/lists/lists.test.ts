import { expect, it } from "vitest";
import { linesOf } from "./lines.ts";
import { behindAfterStep, behindBeside } from "./sequence.ts";

it("makes entries of pasted lines, without the marks of a list", () => {
  expect(linesOf("- Mix\n* [x] Bake\n\n 3. Eat\r\n[ ] Clean\n-5 degrees", 100)).toEqual([
    ...["Mix", "Bake", "Eat", "Clean", "-5 degrees"],
  ]);
  expect(linesOf("  \n", 100)).toEqual([]);
  expect(linesOf("Long enough", 4)).toEqual(["Long"]);
});

it("puts a row beside another, and one step up or down", () => {
  const ids = ["a", "b", "c"];
  expect([behindBeside(ids, "c", "a", "above"), behindBeside(ids, "a", "c", "below")]).toEqual([null, "c"]);
  expect([behindBeside(ids, "a", "c", "above"), behindBeside(ids, "c", "b", "above")]).toEqual(["b", "a"]);
  expect([behindAfterStep(ids, "c", -1), behindAfterStep(ids, "b", -1)]).toEqual(["a", null]);
  expect([behindAfterStep(ids, "a", 1), behindAfterStep(ids, "a", -1)]).toEqual(["b", undefined]);
  expect(behindAfterStep(ids, "c", 1)).toBeUndefined();
});
