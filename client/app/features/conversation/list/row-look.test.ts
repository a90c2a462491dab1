import { describe, expect, it } from "vitest";
import type { ShownMessage } from "../../../../sdk/conversation/state.ts";
import { message as aMessage } from "../../../../sdk/testing/conversations.ts";
import { dayWords } from "./day-words.ts";
import { lookOf } from "./row-look.ts";

const AT = new Date("2026-11-21T12:00:00").getTime();
const MINUTE = 60_000;

const message = (seq: number, parts: Partial<ShownMessage> = {}): ShownMessage =>
  aMessage(`m${seq}`, seq, { author: "ada", at: AT + seq * MINUTE, ...parts });

const looks = (messages: readonly ShownMessage[], newAfter: number | null = null, older: "none" | "more" = "none") =>
  messages.map((_, at) => lookOf({ messages, older, newAfter }, at));

describe("a message among others", () => {
  it("goes on under its author's name for five minutes", () => {
    const far = message(9);
    expect(looks([message(1), message(2), far, message(10, { author: "bo" })]).map(({ leads }) => leads)).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });

  it("does not go on under one that was deleted", () => {
    expect(looks([message(1, { deletedAt: AT }), message(2)])[1]?.leads).toBe(true);
  });

  it("begins a day, and the first of all does so only when nothing comes before it", () => {
    const next = message(2, { at: AT + 24 * 60 * MINUTE });
    expect(looks([message(1), next]).map(({ day }) => day)).toEqual(["2026-11-21", "2026-11-22"]);
    expect(looks([message(1)], null, "more")[0]?.day).toBeNull();
  });

  it("is the first new one behind the marker, and never one's own that was not sent yet", () => {
    const list = [message(1), message(2), message(4), message(0, { sending: "waiting" })];
    expect(looks(list, 2).map(({ isFirstNew }) => isFirstNew)).toEqual([false, false, true, false]);
    expect(looks(list, 4).some(({ isFirstNew }) => isFirstNew)).toBe(false);
    expect(looks(list, null).some(({ isFirstNew }) => isFirstNew)).toBe(false);
    expect(looks(list, 0, "more")[0]?.isFirstNew).toBe(false);
  });
});

it("calls days near today by their names, and others by their date", () => {
  expect(dayWords("2026-11-21", "2026-11-21")).toBe("Today");
  expect(dayWords("2026-11-20", "2026-11-21")).toBe("Yesterday");
  expect(dayWords("2026-11-10", "2026-11-21")).not.toContain("2026");
  expect(dayWords("2025-11-10", "2026-11-21")).toContain("2025");
});
