import { expect, it } from "vitest";
import { countInShort, countInWords } from "./counts.ts";

it("tells no more than are counted", () => {
  expect([3, 99, 100].map(countInShort)).toEqual(["3", "99", "99+"]);
  expect([99, 100].map((count) => countInWords(count, "unread"))).toEqual(["99 unread", "more than 99 unread"]);
});
