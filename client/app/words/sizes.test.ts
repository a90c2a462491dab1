import { expect, it } from "vitest";
import { sizeInWords } from "./sizes.ts";

it("says sizes as file managers do", () => {
  expect(sizeInWords(12)).toMatch(/^12\s?B$/);
  expect(sizeInWords(340_400)).toBe("340 kB");
  expect(sizeInWords(2_140_000)).toMatch(/^2[.,]1 MB$/);
  expect(sizeInWords(23_400_000)).toBe("23 MB");
});
