import { expect, it } from "vitest";
import { ERROR_STATUS } from "../../../durable-objects/room/errors.ts";
import { ApiError } from "../../sdk/api/problem.ts";
import { hasWords, wordsFor, wordsForCode } from "./problem.ts";

it("has words for every code there is", () => {
  expect(Object.keys(ERROR_STATUS).filter((code) => !hasWords(code))).toEqual([]);
});

it("lets the room speak where it knows more, and never shows a code", () => {
  expect(wordsForCode("blocked", "ENS-2 blocks it.")).toBe("ENS-2 blocks it.");
  expect(wordsForCode("moved_on", "since")).toContain("Others have changed this");
  expect(wordsForCode("internal", "sqlite: no such table")).not.toContain("sqlite");
  expect(wordsForCode("of_a_newer_server", "Not today.")).toBe("Not today.");
});

it("says of a request when to try again, and what is wrong with which field", () => {
  const parts = { status: 429, message: "" };
  expect(wordsFor(new ApiError({ ...parts, code: "too_many", retryAfterSeconds: 1 }))).toContain("in 1 second.");
  const errors = [{ path: "key", message: "Use capital letters." }];
  expect(wordsFor(new ApiError({ ...parts, code: "invalid", errors }))).toBe("Use capital letters.");
});
