import { describe, expect, it } from "vitest";
import type { MediaFailure, Source } from "../../../../sdk/call/local.ts";
import { failureWords } from "./failure-words.ts";

const FAILURES: readonly MediaFailure[] = [
  "denied",
  "blocked_by_system",
  "in_use",
  "unplugged",
  "none",
  "cancelled",
  "insecure",
  "unsupported",
  "unknown",
];
const SOURCES: readonly Source[] = ["microphone", "camera", "screen"];

describe("a device that gives nothing", () => {
  it("is told of with which one it is and a way out", () => {
    for (const source of SOURCES) {
      for (const failure of FAILURES) {
        const { title, way } = failureWords(source, failure);
        if (source !== "screen") expect(title).toContain(source);
        expect(way).toMatch(/\.$/);
      }
    }
  });

  it("is told of otherwise for each reason, with a button wherever trying once more may help", () => {
    const words = FAILURES.map((failure) => ({ failure, ...failureWords("camera", failure) }));
    expect(new Set(words.map(({ title }) => title)).size).toBe(FAILURES.length);
    expect(words.filter(({ again }) => again === null).map(({ failure }) => failure)).toEqual([
      "insecure",
      "unsupported",
    ]);
  });
});
