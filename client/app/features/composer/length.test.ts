import { expect, it } from "vitest";
import { MAX_MESSAGE_BYTES } from "../../../../durable-objects/conversation/limits.ts";
import { lengthInWords } from "./length.ts";

it("says how much room is left near the end, and how much is too much beyond it", () => {
  expect(lengthInWords("short")).toBeNull();
  expect(lengthInWords("a".repeat(MAX_MESSAGE_BYTES / 2))).toBeNull();
  expect(lengthInWords("a".repeat(MAX_MESSAGE_BYTES - 1))).toEqual({ over: false, words: "Room for 1 letter" });
  expect(lengthInWords("a".repeat(MAX_MESSAGE_BYTES))).toEqual({ over: false, words: "Room for 0 letters" });
  expect(lengthInWords("a".repeat(MAX_MESSAGE_BYTES + 2))?.words).toMatch(/^2 letters too many/);
  expect(lengthInWords("ü".repeat(MAX_MESSAGE_BYTES / 2 + 1))?.over).toBe(true);
});
