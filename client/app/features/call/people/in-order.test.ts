import { expect, it } from "vitest";
import { aPeer as peer } from "../testing/peers.ts";
import { inOrder } from "./in-order.ts";

it("names who raised a hand first, the one who did so earlier before the other, then who runs the call", () => {
  const peers = [
    peer("late", { joinedAt: 9 }),
    peer("early", { joinedAt: 1 }),
    peer("cohost", { joinedAt: 8, role: "cohost" }),
    peer("host", { joinedAt: 7, role: "host" }),
    peer("second hand", { hand: 50 }),
    peer("first hand", { hand: 40, joinedAt: 99 }),
  ];
  expect(inOrder(peers).map(({ id }) => id)).toEqual(["first hand", "second hand", "host", "cohost", "early", "late"]);
});
