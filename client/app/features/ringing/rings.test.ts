import { expect, it } from "vitest";
import type { Notification } from "../../../../durable-objects/inbox/protocol.ts";
import { ringsIn } from "./rings.ts";

function called(call: string, changes: Partial<Notification> = {}): Notification {
  return {
    ...{ id: `call:w:${call}`, thing: { type: "call", workspace: "w", call }, reason: "call", title: "#general" },
    ...{ text: "is calling you", by: "ada", byName: "Ada", message: null, at: 1, count: 1 },
    ...{ deliveredAt: null, seenAt: null, readAt: null, snoozedUntil: null },
    ring: { state: "ringing", until: 5 },
    ...changes,
  };
}

it("what rings is told once for each time it does, and nothing that is over, put off or no call", () => {
  const over = called("2", { ring: { state: "missed", until: 5 } });
  const { ring: _, ...news } = called("3");
  const rings = ringsIn([called("4"), over, news, called("5", { snoozedUntil: 9 }), called("1")]);
  expect(rings.map(({ call }) => call)).toEqual(["1", "4"]);
  expect(rings[0]).toEqual({
    ...{ key: "call:w:1 5", id: "call:w:1", workspace: "w", call: "1", by: "ada", byName: "Ada", title: "#general" },
  });
});
