import { expect, it } from "vitest";
import { goingOn, narrowed, narrowingsOf, without } from "./words-of-search.ts";

const SEARCH = 'plants from:"Ada Lovelace" has:file before:2026-11-21 http://x.in:8080';

it("knows what narrows a search, and what are only words", () => {
  expect(narrowingsOf(SEARCH).map(({ by, value }) => [by, value])).toEqual([
    ["from", "Ada Lovelace"],
    ["has", "file"],
    ["before", "2026-11-21"],
  ]);
});

it("narrows and widens it", () => {
  const [from] = narrowingsOf(SEARCH);
  expect(from && without(SEARCH, from)).toBe("plants has:file before:2026-11-21 http://x.in:8080");
  expect(narrowed("plants", "from", "Ada Lovelace")).toBe('plants from:"Ada Lovelace"');
  expect(narrowed("", "in", "general")).toBe("in:general");
  expect(narrowed("a after:2026-01-01 b", "after", "2026-02-01")).toBe("a b after:2026-02-01");
});

it("keeps the words that come next apart from what narrows it", () => {
  expect(goingOn("in:general")).toBe("in:general ");
  expect(goingOn("plants in:general")).toBe("plants in:general ");
  expect(goingOn("in:general plants")).toBe("in:general plants");
  expect(goingOn("")).toBe("");
});
