import { expect, it } from "vitest";
import type { QualitySummary } from "../../../durable-objects/workspace/calls/protocol.ts";
import { dayOfCall, lengthInWords, qualityInWords } from "./calls.ts";

const MEASURED: QualitySummary = {
  roundTripMs: 40,
  loss: 0.001,
  jitterMs: 4,
  receivedKbps: 900,
  sentKbps: 900,
  relayed: false,
  reconnects: 0,
};

it("says how long a call was", () => {
  const minute = 60_000;
  expect([20_000, minute, 45 * minute, 60 * minute, 95 * minute].map(lengthInWords)).toEqual([
    "under a minute",
    "1 min",
    "45 min",
    "1 h",
    "1 h 35 min",
  ]);
});

it("names the days around today, and others by their date", () => {
  const now = new Date("2026-11-21T15:00:00").getTime();
  const of = (day: string) => dayOfCall(new Date(`${day}T09:00:00`).getTime(), now);
  expect(["2026-11-20", "2026-11-21", "2026-11-22"].map(of)).toEqual(["Yesterday", "Today", "Tomorrow"]);
  expect(of("2026-11-24")).not.toContain("2026");
  expect(of("2027-01-04")).toContain("2027");
});

it("takes the worst of what was measured for how good a call was", () => {
  expect(qualityInWords(MEASURED).grade).toBe("good");
  expect(qualityInWords({ ...MEASURED, loss: 0.03 }).grade).toBe("fair");
  expect(qualityInWords({ ...MEASURED, loss: 0.03, roundTripMs: 900 }).grade).toBe("poor");
  expect(qualityInWords({ ...MEASURED, reconnects: 2, relayed: true }).facts).toContain("reconnected 2 times");
});

it("says so where nothing was measured", () => {
  expect(qualityInWords(null)).toEqual({ grade: "unknown", word: "Not measured", facts: "" });
  expect(qualityInWords({ ...MEASURED, roundTripMs: null, loss: null, jitterMs: null }).grade).toBe("unknown");
});
