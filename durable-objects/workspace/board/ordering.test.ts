import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_ORDER_LENGTH } from "./limits.ts";
import { type Ordered, type Placement, placeAgain, placeNew } from "./ordering.ts";

/** The list after a placement, in order. */
function placed(list: readonly Ordered[], id: string, { order, others }: Placement): Ordered[] {
  const kept = list.filter((item) => item.id !== id);
  const all = [...kept.map((item) => ({ ...item, order: others.get(item.id) ?? item.order })), { id, order }];
  return all.sort((one, other) => (one.order < other.order ? -1 : 1));
}

const ids = (list: readonly Ordered[]) => list.map(({ id }) => id);

describe("a place in a short list", () => {
  it("is where it was asked for, however often, and no key is too long or the same as another", () => {
    const step = fc.record({
      id: fc.integer({ min: 0, max: 11 }).map(String),
      side: fc.constantFrom("before", "after", "none"),
      beside: fc.integer({ min: 0, max: 11 }).map(String),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let list: Ordered[] = [];
        for (const { id, side, beside } of steps) {
          const place = side === "none" ? {} : { [side]: beside };
          const isThere = list.some((item) => item.id === id);
          const placement = isThere ? placeAgain(list, place, id) : placeNew(list, place);
          const others = ids(list).filter((each) => each !== id);
          const at = side === "none" ? -1 : others.indexOf(beside);
          const expected = others.toSpliced(at < 0 ? others.length : side === "before" ? at : at + 1, 0, id);
          if (placement) list = placed(list, id, placement);
          expect(ids(list)).toEqual(expected);
          expect(new Set(list.map(({ order }) => order)).size).toBe(list.length);
        }
      }),
    );
  });

  it("gives all new keys where one would be too long, and only then", () => {
    let list: Ordered[] = [
      { id: "first", order: "a0" },
      { id: "last", order: "a1" },
    ];
    let rekeyed = 0;
    for (let count = 0; count < 400; count += 1) {
      const id = `item ${count}`;
      // Always into the gap before the one put there before, which keys like least.
      const placement = placeNew(list, { after: "first" });
      list = placed(list, id, placement);
      if (placement.others.size > 0) rekeyed += 1;
      expect(Math.max(...list.map(({ order }) => order.length))).toBeLessThanOrEqual(MAX_ORDER_LENGTH);
      expect(list[1]?.id).toBe(id);
    }
    expect(rekeyed).toBeGreaterThan(0);
    expect(rekeyed).toBeLessThan(10);
  });

  it("is found also among keys that are the same", () => {
    const list = [
      { id: "one", order: "a0" },
      { id: "two", order: "a0" },
    ];
    const placement = placeNew(list, { after: "one" });
    expect(ids(placed(list, "new", placement))).toEqual(["one", "new", "two"]);
  });
});
