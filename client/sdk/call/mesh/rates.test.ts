import { expect, it } from "vitest";
import { cameraRate, roomAfter, screenRate } from "./rates.ts";

it("sends each the less, the more there are", () => {
  const rates = [1, 2, 3, 4, 5].map((others) => cameraRate(others, 1));
  expect(rates.map(({ maxBitrate }) => maxBitrate)).toEqual([1_200_000, 500_000, 300_000, 220_000, 160_000]);
  expect(rates).toEqual(rates.toSorted((a, b) => a.scaleResolutionDownBy - b.scaleResolutionDownBy));
  // However many there would be.
  expect(cameraRate(9, 1)).toEqual(rates.at(-1));
  expect(screenRate(1, 1).scaleResolutionDownBy).toBe(1);
});

it("sends less over a path that loses much, carefully more again once it does not, and never nothing", () => {
  const worse = [0.2, 0.2, 0.2, 0.2, 0.2].reduce(roomAfter, 1);
  expect(worse).toBe(0.25);
  expect(cameraRate(1, worse)).toEqual({ maxBitrate: 300_000, scaleResolutionDownBy: 2 });
  expect(roomAfter(worse, 0.05)).toBe(worse);
  const better = roomAfter(worse, 0);
  expect(better).toBeGreaterThan(worse);
  expect(better).toBeLessThan(worse * 1.2);
  expect(Array(50).fill(0).reduce(roomAfter, worse)).toBe(1);
});

it("changes how large a picture is by few steps on the way back to the full rate", () => {
  const rooms = Array.from({ length: 20 }).reduce<number[]>(
    (before) => [...before, roomAfter(before.at(-1) ?? 1, 0)],
    [0.25],
  );
  const sizes = new Set(rooms.map((room) => cameraRate(1, room).scaleResolutionDownBy));
  expect([...sizes]).toEqual([2, 1.5, 1]);
});
