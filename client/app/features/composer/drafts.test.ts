import { expect, it } from "vitest";
import { newerDraft } from "./drafts.ts";

const NOW = 1_000_000;

it("goes on with the newer of what this tab kept and what other devices told", () => {
  expect(newerDraft(null, null, NOW)).toBe("");
  expect(newerDraft(null, { text: "there", at: NOW }, NOW)).toBe("there");
  expect(newerDraft({ text: "here", at: NOW }, { text: "there", at: NOW - 1 }, NOW)).toBe("here");
  expect(newerDraft({ text: "here", at: NOW - 1 }, { text: "there", at: NOW }, NOW)).toBe("there");
});

it("keeps what may not have been told yet, and lets go of what was sent elsewhere", () => {
  expect(newerDraft({ text: "here", at: NOW - 1_000 }, null, NOW)).toBe("here");
  expect(newerDraft({ text: "here", at: NOW - 60_000 }, null, NOW)).toBe("");
});
