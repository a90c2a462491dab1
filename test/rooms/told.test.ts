/** What one room tells another: how the kernel takes it, and lets the kind make of it what it means. */
import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { Json } from "../../durable-objects/room/acceptance.ts";
import type { Delivery, RoomNotice } from "../../durable-objects/room/authority.ts";
import { newId } from "../../durable-objects/room/id.ts";
import { deliverToRoom, EffectRefused } from "../../durable-objects/room/lane.ts";
import { claimsFor, jsonClient } from "./socket.ts";
import "./storage.ts";

async function newProbe() {
  const room = newId();
  const probe = env.PROBE.getByName(room);
  await probe.create({ workspace: room, kind: "workspace", room });
  return { room, probe };
}

const told = (number: number, body: Json): Delivery<RoomNotice> => ({
  source: "conversation/c/epoch/lane",
  number,
  body: { type: "told", body },
});
const words = (from: number, ...all: string[]) => all.map((word, index) => told(from + index, { word }));

describe("what another room tells", () => {
  it("P9.23 is taken in order and once, over repeats and evictions, and shown to everyone", async () => {
    const { room, probe } = await newProbe();
    const socket = await jsonClient(probe, claimsFor(room, "ann"));
    socket.send({ type: "hello", protocol: 1 });
    await socket.next(({ type }) => type === "welcome");
    expect(await probe.deliver(words(1, "one", "two"))).toBe(2);
    expect(await probe.deliver(words(2, "two", "three"))).toBe(3);
    await evictDurableObject(probe);
    expect(await probe.deliver(words(1, "one", "two", "three", "four"))).toBe(4);
    expect(await probe.words("room")).toEqual(["one", "two", "three", "four"]);
    await socket.next((frame) => "text" in frame && frame.text === "four");
    const heard = socket.received.flatMap((frame) => (frame.type === "probe.heard" ? [frame.text] : []));
    expect(heard).toEqual(["one", "two", "three", "four"]);
  });

  it("P9.24 that it does not know or cannot do leaves nothing, is named to the sender, and stops nothing behind it", async () => {
    const { room, probe } = await newProbe();
    const socket = await jsonClient(probe, claimsFor(room, "ann"));
    socket.send({ type: "hello", protocol: 1 });
    await socket.next(({ type }) => type === "welcome");
    const batch = [...words(1, "one", "broken", "three"), told(4, { strange: true })];
    const refusal = await deliverToRoom(probe, batch).catch((cause: unknown) => cause);
    expect(refusal).toBeInstanceOf(EffectRefused);
    expect(refusal).toMatchObject({ number: 2, code: "not_taken" });
    expect(await probe.words("room")).toEqual(["one"]);
    // As the sender does once it has parked the one in the way.
    await expect(deliverToRoom(probe, batch.slice(2))).rejects.toMatchObject({ number: 4 });
    await deliverToRoom(probe, words(5, "five"));
    expect(await probe.words("room")).toEqual(["one", "three", "five"]);
    await socket.next((frame) => "text" in frame && frame.text === "five");
    const seen = socket.received.flatMap((frame) => (frame.type === "probe.heard" ? [[frame.seq, frame.text]] : []));
    expect(seen).toEqual([
      [1, "one"],
      [2, "three"],
      [3, "five"],
    ]);
  });

  it("is refused by a room of a kind that is told nothing", async () => {
    const room = newId();
    const doc = env.DOC.getByName(room);
    await doc.create({ workspace: newId(), kind: "doc", room });
    await expect(deliverToRoom(doc, words(1, "one"))).rejects.toMatchObject({ number: 1 });
  });
});
