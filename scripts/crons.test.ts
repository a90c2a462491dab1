import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { CronError, startCrons } from "./crons.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-11-20T23:58:30Z") }); // a Friday
});
afterEach(() => {
  vi.useRealTimers();
});

it("fires each cron at its minute, in UTC, with the pattern as it is written", async () => {
  const fired: string[] = [];
  using _crons = startCrons(["* * * * *", "0 0 * * SAT", "0 0 * * 7", "0 0 * * 6"], async (pattern, at) => {
    fired.push(`${at.toISOString()} ${pattern}`);
  });
  await vi.advanceTimersByTimeAsync(2 * 60_000);
  // 7 is Saturday, and 6 Friday: the platform's numbers, not Unix's.
  expect(fired.sort()).toEqual([
    "2026-11-20T23:59:00.000Z * * * * *",
    "2026-11-21T00:00:00.000Z * * * * *",
    "2026-11-21T00:00:00.000Z 0 0 * * 7",
    "2026-11-21T00:00:00.000Z 0 0 * * SAT",
  ]);
});

it("passes over a cron that still runs, and stops when disposed", async () => {
  let started = 0;
  const crons = startCrons(["* * * * *"], () => {
    started += 1;
    return new Promise(() => {});
  });
  await vi.advanceTimersByTimeAsync(3 * 60_000);
  expect(started).toBe(1);
  crons[Symbol.dispose]();
  expect(vi.getTimerCount()).toBe(0);
});

it("names the cron it cannot read", () => {
  expect(() => startCrons(["* * * * *", "every day"], async () => {})).toThrow(CronError);
  expect(vi.getTimerCount()).toBe(0);
});
