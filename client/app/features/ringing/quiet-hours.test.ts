import { expect, it } from "vitest";
import { isQuiet } from "./quiet-hours.ts";

const NIGHT = { from: "22:00", to: "07:00" };
const at = (clock: string) => Date.parse(`2026-01-15T${clock}:00Z`);

it("it is quiet between two times of day, over midnight too, in the zone of whoever wants it", () => {
  const quietIn = (timeZone: string, clock: string, quietHours: typeof NIGHT | null = NIGHT) =>
    isQuiet({ quietHours, timeZone }, at(clock));
  expect(quietIn("UTC", "21:59")).toBe(false);
  expect(quietIn("UTC", "22:00")).toBe(true);
  expect(quietIn("UTC", "00:30")).toBe(true);
  expect(quietIn("UTC", "07:00")).toBe(false);
  expect(quietIn("Europe/Berlin", "21:30")).toBe(true);
  expect(quietIn("UTC", "12:00", { from: "09:00", to: "17:00" })).toBe(true);
  expect(quietIn("UTC", "23:00", { from: "09:00", to: "17:00" })).toBe(false);
  expect(quietIn("UTC", "23:00", null)).toBe(false);
});
