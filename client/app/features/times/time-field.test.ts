import { expect, it } from "vitest";
import { fromField, inField } from "./time-field.ts";

it("reads what a field for a time holds", () => {
  expect(inField(fromField("2026-11-21T09:05") ?? 0)).toBe("2026-11-21T09:05");
  expect(fromField("")).toBeNull();
  expect(fromField("tomorrow")).toBeNull();
});
