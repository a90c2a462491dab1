import { expect, it } from "vitest";
import { agoInWords, dayAfter, mondayAfter } from "./dates.ts";

it("counts days over the ends of months and years", () => {
  expect([dayAfter("2026-11-30", 1), dayAfter("2026-12-31", 1), dayAfter("2028-03-01", -1)]).toEqual([
    "2026-12-01",
    "2027-01-01",
    "2028-02-29",
  ]);
});

it("goes on with the next Monday from any day of a week", () => {
  const week = ["16", "17", "18", "19", "20", "21", "22"].map((day) => mondayAfter(`2026-11-${day}`));
  expect(new Set(week)).toEqual(new Set(["2026-11-23"]));
});

it("says how long ago something was, and beyond a month its day", () => {
  const now = Date.UTC(2026, 10, 21, 12);
  expect(agoInWords(now - 5_000, now)).toBe("just now");
  expect(agoInWords(now - 120_000, now)).toBe("2 minutes ago");
  expect(agoInWords(Date.UTC(2026, 8, 1), now)).toContain("2026");
});
