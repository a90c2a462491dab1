import { describe, expect, it } from "vitest";
import { isTimeZone, isWithin, localOf, nextTimeAt, timeAt } from "./zone.ts";

const at = (text: string) => Date.parse(text);

describe("days and times of day in a zone", () => {
  it("are what calendar and clock show there, over changes of the clock", () => {
    expect(localOf(at("2026-11-21T23:30:00Z"), "Asia/Tokyo")).toEqual({ day: "2026-11-22", clock: "08:30" });
    expect(timeAt("2026-07-01", "09:00", "Europe/Berlin")).toBe(at("2026-07-01T07:00:00Z"));
    expect(timeAt("2026-12-01", "09:00", "Europe/Berlin")).toBe(at("2026-12-01T08:00:00Z"));
    expect(timeAt("2026-03-29", "09:00", "Europe/Berlin")).toBe(at("2026-03-29T07:00:00Z"));
    expect(timeAt("2026-11-21", "09:00", "Pacific/Kiritimati")).toBe(at("2026-11-20T19:00:00Z"));
  });

  it("that a change of the clock leaves out come when they would have, and those it brings twice the first time", () => {
    expect(timeAt("2026-03-29", "02:30", "Europe/Berlin")).toBe(at("2026-03-29T01:30:00Z"));
    expect(timeAt("2026-10-25", "02:30", "Europe/Berlin")).toBe(at("2026-10-25T00:30:00Z"));
  });

  it("come next today or tomorrow", () => {
    const noon = at("2026-11-21T12:00:00Z");
    expect(nextTimeAt("13:00", "UTC", noon)).toBe(at("2026-11-21T13:00:00Z"));
    expect(nextTimeAt("12:00", "UTC", noon)).toBe(at("2026-11-22T12:00:00Z"));
    expect(nextTimeAt("08:00", "Asia/Tokyo", noon)).toBe(at("2026-11-21T23:00:00Z"));
  });

  it("lie between two, also over midnight", () => {
    const night = { from: "22:00", to: "07:00" };
    const holds = (clock: string) => isWithin(night, "UTC", at(`2026-11-21T${clock}:00Z`));
    expect(["21:59", "22:00", "23:59", "00:00", "06:59", "07:00", "12:00"].map(holds)).toEqual([
      ...[false, true, true, true, true, false, false],
    ]);
    expect(isWithin({ from: "12:00", to: "13:00" }, "Asia/Tokyo", at("2026-11-21T03:30:00Z"))).toBe(true);
  });

  it("are asked only of zones that are known", () => {
    expect(["Europe/Berlin", "UTC", "Mars/Olympus", ""].map(isTimeZone)).toEqual([true, true, false, false]);
  });
});
