import { describe, expect, it } from "vitest";
import { aroundMain, type Ground, inGrid, type Place } from "./arrangement.ts";

const GROUNDS: readonly Ground[] = [
  { width: 1200, height: 700 },
  { width: 700, height: 700 },
  { width: 374, height: 600 },
  { width: 600, height: 280 },
];
const COUNTS = [1, 2, 3, 4, 5, 6];

/** What of two places is one upon the other, or outside of the stage. */
function faults(places: readonly Place[], { width, height }: Ground): string[] {
  const found: string[] = [];
  for (const [index, a] of places.entries()) {
    const isWithin = a.start >= -0.01 && a.top >= -0.01 && a.start + a.width <= width + 0.01;
    if (!isWithin || a.top + a.height > height + 0.01) found.push(`${index} is outside`);
    if (a.width < 40 || a.height < 40) found.push(`${index} is too small to see`);
    for (const b of places.slice(index + 1)) {
      const isBeside = a.start + a.width <= b.start + 0.01 || b.start + b.width <= a.start + 0.01;
      const isBelow = a.top + a.height <= b.top + 0.01 || b.top + b.height <= a.top + 0.01;
      if (!isBeside && !isBelow) found.push(`${index} lies upon another`);
    }
  }
  return found;
}

describe("the pictures of a call", () => {
  it("stand beside each other without one upon another, from one to six, on any stage", () => {
    for (const ground of GROUNDS) {
      for (const count of COUNTS) {
        expect(inGrid(count, ground)).toHaveLength(count);
        expect(faults(inGrid(count, ground), ground)).toEqual([]);
        for (let main = 0; main < count; main++) {
          expect(aroundMain(count, main, ground)).toHaveLength(count);
          expect(faults(aroundMain(count, main, ground), ground)).toEqual([]);
        }
      }
    }
  });

  it("are of one size in a grid, and no narrower or wider than a face wants", () => {
    for (const ground of GROUNDS) {
      for (const count of COUNTS) {
        const places = inGrid(count, ground);
        expect(new Set(places.map(({ width, height }) => `${width} ${height}`)).size).toBe(1);
        for (const { width, height } of places) {
          expect(width / height).toBeGreaterThan(0.74);
          expect(width / height).toBeLessThan(1.78);
        }
      }
    }
  });

  it("go one below the other on a phone, and two by two where it is wide", () => {
    const [first, second] = inGrid(2, { width: 374, height: 600 });
    expect(first?.start).toBe(second?.start);
    const wide = inGrid(4, { width: 1200, height: 700 });
    expect(new Set(wide.map(({ top }) => top)).size).toBe(2);
  });

  it("leave the most room to the one that is looked at, whichever it is", () => {
    for (const ground of GROUNDS) {
      const places = aroundMain(6, 3, ground);
      const areas = places.map(({ width, height }) => width * height);
      expect(areas.indexOf(Math.max(...areas))).toBe(3);
    }
  });

  it("are none where nobody is", () => {
    expect(inGrid(0, { width: 100, height: 100 })).toEqual([]);
    expect(aroundMain(0, 0, { width: 100, height: 100 })).toEqual([]);
  });
});
