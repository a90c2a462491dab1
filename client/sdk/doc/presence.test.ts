import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from "y-protocols/awareness";
import * as Y from "yjs";
import { DocPresence, RoomAwareness } from "./presence.ts";

// Before the imports: y-protocols takes hold of the time of day when it is loaded.
vi.hoisted(() => vi.useFakeTimers());

const made: Awareness[] = [];

afterEach(() => {
  for (const awareness of made.splice(0)) awareness.destroy();
});
afterAll(() => {
  vi.useRealTimers();
});

/** What `awareness` would send, and whether it still knows another, after a minute in which nothing happens. */
function afterAnIdleMinute(awareness: Awareness): { sent: number; knowsOther: boolean } {
  const other = new Awareness(new Y.Doc());
  made.push(awareness, other);
  other.setLocalState({ user: { name: "Bo" } });
  applyAwarenessUpdate(awareness, encodeAwarenessUpdate(other, [other.clientID]), "room");
  let sent = 0;
  awareness.on("update", (_: unknown, origin: unknown) => {
    if (origin === "local") sent++;
  });
  vi.advanceTimersByTime(60_000);
  return { sent, knowsOther: awareness.getStates().has(other.clientID) };
}

describe("presence at rest", () => {
  it("P6.11 renews nothing and forgets nobody, where a stock client does both", () => {
    expect(afterAnIdleMinute(new RoomAwareness(new Y.Doc()))).toEqual({ sent: 0, knowsOther: true });
    const stock = afterAnIdleMinute(new Awareness(new Y.Doc()));
    expect(stock.sent).toBeGreaterThan(0);
    expect(stock.knowsOther).toBe(false);
  });
});

describe("presence over sockets", () => {
  it("is said again under a higher clock on each socket, and only when it is ours", () => {
    let changes = 0;
    const presence = new DocPresence(new Y.Doc(), () => changes++);
    made.push(presence.awareness);
    presence.awareness.setLocalState({ user: { name: "Ada" } });
    const first = presence.take();
    expect(presence.take()).toBeNull();
    presence.announce();
    const second = presence.take();
    if (!first || !second) throw new Error("nothing to say");
    const there = new RoomAwareness(new Y.Doc());
    made.push(there);
    applyAwarenessUpdate(there, first, "room");
    const clock = there.meta.get(presence.awareness.clientID)?.clock ?? 0;
    applyAwarenessUpdate(there, second, "room");
    expect(there.meta.get(presence.awareness.clientID)?.clock).toBeGreaterThan(clock);
    const before = changes;
    presence.apply(encodeAwarenessUpdate(there, [there.clientID]));
    expect(changes).toBe(before);
    expect(presence.take()).toBeNull();
  });

  it("insists on itself when the room takes an old entry of ours for gone", () => {
    const presence = new DocPresence(new Y.Doc(), () => {});
    made.push(presence.awareness);
    presence.awareness.setLocalState({ user: { name: "Ada" } });
    presence.take();
    const { clientID, meta } = presence.awareness;
    const states = new Map<number, Record<string, unknown>>();
    presence.apply(encodeAwarenessUpdate(presence.awareness, [clientID], states));
    expect(presence.awareness.getLocalState()).toEqual({ user: { name: "Ada" } });
    expect(meta.get(clientID)?.clock).toBeGreaterThan(0);
    expect(presence.take()).not.toBeNull();
  });
});
