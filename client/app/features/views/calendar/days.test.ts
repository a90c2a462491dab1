import { afterEach, expect, it } from "vitest";
import { dayAfter } from "../../../words/dates.ts";
import { addMonths, firstWeekday, monthOf, usualFirstWeekday, weekdayOf, weekOf, weeksOfMonth } from "./days.ts";

const zone = process.env.TZ;

afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

it("counts days across months, years, leap days and changes of the clock, in any time zone", () => {
  for (const zone of ["UTC", "Pacific/Kiritimati", "America/St_Johns", "Europe/Berlin", "Pacific/Apia"]) {
    process.env.TZ = zone;
    expect(dayAfter("2026-12-31", 1)).toBe("2027-01-01");
    expect(dayAfter("2028-03-01", -1)).toBe("2028-02-29");
    expect(dayAfter("2026-03-28", 2)).toBe("2026-03-30");
    expect(dayAfter("2011-12-29", 1)).toBe("2011-12-30");
    expect(weekdayOf("2026-11-21")).toBe(6);
    expect(weekdayOf("2026-11-22")).toBe(7);
  }
});

it("goes from month to month, to the last day where a month is too short", () => {
  expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
  expect(addMonths("2026-01-15", -1)).toBe("2025-12-15");
  expect(addMonths("2026-11-21", 14)).toBe("2028-01-21");
  expect(monthOf("2026-11-21")).toBe("2026-11-01");
});

it("begins weeks where one's own do", () => {
  expect(weekOf("2026-11-21", 1)).toMatchObject({ 0: "2026-11-16", 6: "2026-11-22" });
  expect(weekOf("2026-11-21", 7)).toMatchObject({ 0: "2026-11-15", 6: "2026-11-21" });
  expect(weekOf("2026-11-21", 6)).toMatchObject({ 0: "2026-11-21", 6: "2026-11-27" });
});

it("shows a month in whole weeks", () => {
  const november = weeksOfMonth("2026-11-21", 1);
  expect(november).toHaveLength(6);
  expect([november[0]?.[0], november.at(-1)?.at(-1)]).toEqual(["2026-10-26", "2026-12-06"]);
  // A February that fills four weeks exactly.
  expect(weeksOfMonth("2027-02-10", 1)).toHaveLength(4);
});

it("knows on which day weeks begin, also where the browser does not", () => {
  expect(["en-US", "en-GB", "de", "ar-EG", "fa"].map(firstWeekday)).toEqual([7, 1, 1, 6, 6]);
  expect(["US", "GB", "EG", "DE", ""].map(usualFirstWeekday)).toEqual([7, 1, 6, 1, 1]);
});
