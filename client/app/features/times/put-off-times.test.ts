import { expect, it } from "vitest";
import { putOffTimes } from "./put-off-times.ts";
import { inField } from "./time-field.ts";

const at = (text: string) => new Date(text).getTime();
const offered = (now: string) => putOffTimes(at(now)).map(({ id, until }) => [id, inField(until)]);

it("offers what lies ahead on a working day", () => {
  // A Wednesday.
  expect(offered("2026-11-18T10:20:00")).toEqual([
    ["hour", "2026-11-18T11:20"],
    ["later", "2026-11-18T13:00"],
    ["tomorrow", "2026-11-19T09:00"],
    ["week", "2026-11-23T09:00"],
  ]);
});

it("offers nothing later today in the evening", () => {
  expect(offered("2026-11-18T19:00:00").map(([id]) => id)).toEqual(["hour", "tomorrow", "week"]);
  expect(offered("2026-11-18T23:30:00").map(([id]) => id)).toEqual(["hour", "tomorrow", "week"]);
});

it("offers Monday once when tomorrow is one", () => {
  expect(offered("2026-11-22T10:00:00").map(([id]) => id)).toEqual(["hour", "later", "tomorrow"]);
});
