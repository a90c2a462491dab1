import { describe, expect, it } from "vitest";
import { type Measures, measuresOf } from "./measures.ts";
import { QualityLog, qualityOf, stretchOf } from "./quality.ts";

const measured = (set: Partial<Measures> = {}): Measures => ({
  ...{ roundTripMs: 20, jitterMs: 2, packetsReceived: 1_000, packetsLost: 0, bytesReceived: 50_000, bytesSent: 40_000 },
  ...{ lostThere: 0, relayed: false },
  ...set,
});

describe("the quality of a path", () => {
  it.each([
    ["good", {}],
    ["fair", { packetsLost: 50 }],
    ["poor", { packetsLost: 200 }],
    ["fair", { roundTripMs: 400 }],
    ["poor", { lostThere: 0.2 }],
    ["poor", { jitterMs: 200 }],
  ] as const)("is %s by the worst of what is measured (%o)", (quality, set) => {
    expect(qualityOf(stretchOf(null, measured(set)))).toBe(quality);
  });

  it("is of what happened since, not of all that ever did", () => {
    const before = measured({ packetsLost: 500 });
    expect(qualityOf(stretchOf(before, measured({ packetsReceived: 2_000, packetsLost: 500 })))).toBe("good");
  });

  it("is unknown where nothing went over it", () => {
    expect(qualityOf(stretchOf(null, measured({ packetsReceived: 0, roundTripMs: null })))).toBeNull();
  });
});

describe("the log", () => {
  it("sums up all there was, with the median of what varies", () => {
    const log = new QualityLog();
    expect(log.summary(0)).toBeNull();
    const first = measured({ packetsLost: 10, roundTripMs: 10 });
    const second = measured({ packetsReceived: 1_980, packetsLost: 20, roundTripMs: 90, bytesReceived: 150_000 });
    const third = measured({
      packetsReceived: 100,
      packetsLost: 0,
      roundTripMs: 30,
      bytesReceived: 5_000,
      relayed: true,
    });
    log.add(stretchOf(null, first));
    log.add(stretchOf(first, second));
    // Another path, which counts from nothing.
    log.add(stretchOf(null, third));
    log.pass(2_000);
    expect(log.summary(3)).toEqual({
      ...{ roundTripMs: 30, jitterMs: 2, relayed: true, reconnects: 3 },
      ...{ loss: 20 / 2_100, receivedKbps: (155_000 * 8) / 2_000, sentKbps: (80_000 * 8) / 2_000 },
    });
  });
});

it("reads what browsers measure by the pair that is in use, and passes over what it does not know", () => {
  const pair = { type: "candidate-pair", nominated: true, state: "succeeded", remoteCandidateId: "r" };
  const measures = measuresOf([
    { type: "inbound-rtp", packetsReceived: 5, packetsLost: -1, bytesReceived: 100, jitter: 0.004 },
    { type: "inbound-rtp", packetsReceived: 7, packetsLost: 3, bytesReceived: 200 },
    { type: "outbound-rtp", bytesSent: 50 },
    { type: "remote-inbound-rtp", fractionLost: 0.1 },
    { type: "transport", id: "t", selectedCandidatePairId: "p2" },
    { ...pair, id: "p1", currentRoundTripTime: 0.5, localCandidateId: "l1" },
    { ...pair, id: "p2", currentRoundTripTime: 0.03, localCandidateId: "l2" },
    { type: "local-candidate", id: "l1", candidateType: "host" },
    { type: "local-candidate", id: "l2", candidateType: "relay" },
    { type: "of tomorrow" },
    null,
  ]);
  expect(measures).toEqual({
    ...{ roundTripMs: 30, jitterMs: 4, packetsReceived: 12, packetsLost: 2, bytesReceived: 300, bytesSent: 50 },
    ...{ lostThere: 0.1, relayed: true },
  });
});
