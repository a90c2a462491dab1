import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { EventEnvelope } from "../../../durable-objects/room/protocol.ts";
import { RECEIPT_EVERY } from "../connection/receipts.ts";
import { when } from "../observed.ts";
import { FakeServer, type FakeSocket } from "../testing/fake-server.ts";
import { HandClock } from "../testing/hand-clock.ts";
import { HandPage } from "../testing/hand-page.ts";
import { Room } from "./room.ts";
import type { StreamDesign } from "./stream.ts";

/** A room that holds words: each event adds one. */
const Words = z.array(z.string());
const WordAdded = z.intersection(z.object({ type: z.literal("word.added"), word: z.string() }), EventEnvelope);
const words: StreamDesign<string[], z.infer<typeof WordAdded>, string[]> = {
  part: Words,
  whole: (parts) => parts.flat(),
  event: WordAdded,
  apply: (state, event) => [...state, event.word],
};

const AddWord = z.object({ type: z.literal("add"), word: z.string() });

let server: FakeServer;
let clock: HandClock;
let page: HandPage;
const rooms: { close(): void }[] = [];

beforeEach(async () => {
  server = await FakeServer.start();
  clock = new HandClock();
  page = new HandPage();
});

afterEach(async () => {
  for (const room of rooms.splice(0)) room.close();
  await server.stop();
});

const you = () => ({ connection: "c1", user: "u1", name: "Ada", role: "member", validUntil: clock.now() + 900_000 });
const peer = (connection: string, state = {}) => ({
  connection,
  user: `u-${connection}`,
  name: "Bo",
  role: "member",
  state,
});
const added = (seq: number, word: string, stream = "room") => {
  return { stream, seq, type: "word.added", at: 1, by: "u2", word };
};

function open() {
  const room = new Room(
    { stream: words, commands: AddWord },
    {
      origin: server.origin,
      ticket: server.ticketTo("/rooms/workspace/w1"),
      clock,
      page,
      random: () => 0,
    },
  );
  rooms.push(room);
  room.open();
  return room;
}

async function greet(welcome: Record<string, unknown> = {}) {
  const socket = await server.sockets.take();
  const hello = await socket.heard();
  const fresh = { recovered: false, snapshot: ["one"], presence: [] };
  socket.say({ type: "welcome", protocol: 1, epoch: "e1", seq: 1, you: you(), ...fresh, ...welcome });
  return { socket, hello };
}

/** A room that was welcomed, and its socket. */
async function welcomed(welcome: Record<string, unknown> = {}) {
  const room = open();
  const { socket, hello } = await greet(welcome);
  await when(room.you, (each) => each !== null);
  return { room, socket, hello };
}

type Away = Pick<ReturnType<typeof open>, "connection">;

/** Breaks the socket and answers the one that follows. */
async function reconnect(room: Away, socket: FakeSocket, welcome: Record<string, unknown>) {
  socket.break();
  await when(room.connection, (state) => state.name === "reconnecting");
  page.say("online");
  return greet(welcome);
}

describe("resume", () => {
  it("P2.16 asks to go on behind the last event, and applies exactly what it missed", async () => {
    const { room, socket, hello } = await welcomed();
    expect(hello).toEqual({ type: "hello", protocol: 1 });
    socket.say(added(2, "two"));
    await when(room.state, (state) => state?.length === 2);
    const events = [added(2, "two"), added(3, "three"), added(4, "four")];
    const again = await reconnect(room, socket, { seq: 4, recovered: true, snapshot: undefined, events });
    expect(again.hello).toEqual({ type: "hello", protocol: 1, epoch: "e1", after: 2 });
    await when(room.state, (state) => state?.length === 4);
    expect(room.state.value).toEqual(["one", "two", "three", "four"]);
  });

  it("tells each event it missed, with what was before it, and shows them all in one", async () => {
    const { room, socket } = await welcomed();
    const told: [string, string[]][] = [];
    const shown: (string[] | null)[] = [];
    room.watch({
      event: (event, before) => told.push([event.word, before]),
      recovered: () => told.push(["recovered", []]),
      replaced: () => told.push(["replaced", []]),
    });
    room.state.subscribe(() => shown.push(room.state.value));
    const events = [added(2, "two"), added(3, "three")];
    const again = await reconnect(room, socket, { seq: 3, recovered: true, snapshot: undefined, events });
    await when(room.state, (state) => state?.length === 3);
    await reconnect(room, again.socket, { epoch: "e2", seq: 9, recovered: false, snapshot: ["other"] });
    await when(room.state, (state) => state?.length === 1);
    expect(told).toEqual([
      ["two", ["one"]],
      ["three", ["one", "two"]],
      ["recovered", []],
      ["replaced", []],
    ]);
    expect(shown).toEqual([["one", "two", "three"], ["other"]]);
  });

  it("P2.16 takes a snapshot in place of what it held when it cannot resume", async () => {
    const { room, socket } = await welcomed();
    await reconnect(room, socket, { epoch: "e2", seq: 9, recovered: false, snapshot: ["other"] });
    await when(room.state, (state) => state?.[0] === "other");
    expect(room.state.value).toEqual(["other"]);
  });

  it("P2.16 an event that comes twice, or late, is applied once", async () => {
    const { room, socket } = await welcomed();
    for (const event of [added(2, "two"), added(2, "two"), added(1, "one"), added(3, "three")]) socket.say(event);
    await when(room.state, (state) => state?.at(-1) === "three");
    expect(room.state.value).toEqual(["one", "two", "three"]);
  });

  it("P2.16 passes over events and control frames of a newer room, without losing its place", async () => {
    const { room, socket } = await welcomed();
    socket.say({ stream: "room", seq: 2, type: "unheard.of", at: 1, by: null });
    socket.say({ type: "unheard_of", some: "thing" });
    socket.say(added(3, "three"));
    await when(room.state, (state) => state?.length === 2);
    const { hello } = await reconnect(room, socket, { recovered: true, events: [], snapshot: undefined, seq: 3 });
    expect(hello).toMatchObject({ after: 3 });
  });

  it("P2.17 a frame that breaks the protocol is no gap: a new socket resumes before it", async () => {
    const { room, socket } = await welcomed();
    socket.say(added(2, "two"));
    socket.send("{ not json");
    await when(room.connection, (state) => state.name === "reconnecting");
    page.say("online");
    const { hello } = await greet({ recovered: true, events: [], snapshot: undefined, seq: 2 });
    expect(hello).toMatchObject({ after: 2 });
  });

  it("P2.4 follows other streams, in parts, and resumes each from its own place", async () => {
    const { room, socket } = await welcomed();
    const { state } = room.subscribe("project:p", words);
    expect(await socket.heard()).toEqual({ type: "subscribe", stream: "project:p" });
    const head = { type: "snapshot", stream: "project:p", epoch: "e1", seq: 7, parts: 2 };
    socket.say({ ...head, part: 0, data: ["a"] });
    socket.say({ ...head, part: 1, data: ["b"] });
    socket.say(added(8, "c", "project:p"));
    await when(state, (each) => each?.length === 3);
    expect(state.value).toEqual(["a", "b", "c"]);
    const again = await reconnect(room, socket, { recovered: true, events: [], snapshot: undefined });
    expect(await again.socket.heard()).toEqual({ type: "subscribe", stream: "project:p", epoch: "e1", after: 8 });
    again.socket.say({
      type: "events",
      stream: "project:p",
      epoch: "e1",
      seq: 9,
      events: [added(9, "d", "project:p")],
    });
    await when(state, (each) => each?.length === 4);
  });
});

describe("commands", () => {
  it("P3.11 are sent again under the same id after a reconnect, in order, until answered", async () => {
    const { room, socket } = await welcomed();
    const first = room.command({ type: "add", word: "two" });
    const second = room.command({ type: "add", word: "three" });
    const sent = [await socket.heard(), await socket.heard()];
    expect(sent.map(({ word }) => word)).toEqual(["two", "three"]);
    socket.say({ type: "ack", id: sent[0]?.id, seq: 2 });
    expect(await first).toEqual({ ok: true, seq: 2, result: undefined });
    const again = await reconnect(room, socket, { recovered: true, events: [], snapshot: undefined });
    const resent = await again.socket.heard();
    expect(resent).toEqual(sent[1]);
    again.socket.say({ type: "ack", id: resent.id, seq: 3, result: { page: "p" } });
    expect(await second).toEqual({ ok: true, seq: 3, result: { page: "p" } });
    const third = await reconnect(room, again.socket, { recovered: true, events: [], snapshot: undefined });
    room.setPresence({ on: "page" });
    expect(await third.socket.heard()).toMatchObject({ type: "presence" });
  });

  it("wait for the welcome, and are told what the room refuses", async () => {
    const room = open();
    const outcome = room.command({ type: "add", word: "early" });
    const { socket } = await greet();
    const sent = await socket.heard();
    expect(sent).toMatchObject({ type: "add", word: "early" });
    socket.say({ type: "error", id: sent.id, code: "forbidden", message: "Viewers only read." });
    expect(await outcome).toEqual({ ok: false, code: "forbidden", message: "Viewers only read." });
  });

  it("are given up, with a word, when the room closes for good", async () => {
    const { room, socket } = await welcomed();
    const outcome = room.command({ type: "add", word: "two" });
    await socket.heard();
    socket.close(4403, "You no longer have access to this");
    expect(await outcome).toEqual({ ok: false, code: "closed", message: "You no longer have access to this." });
    expect(await room.command({ type: "add", word: "late" })).toMatchObject({ ok: false, code: "closed" });
  });
});

describe("presence and the pass", () => {
  it("shows who comes and goes, nobody while away, and says its own again on each socket", async () => {
    const { room, socket } = await welcomed({ presence: [peer("c2")] });
    await when(room.peers, (peers) => peers.size === 1);
    room.setPresence({ typing: true });
    expect(await socket.heard()).toEqual({ type: "presence", state: { typing: true } });
    socket.say({ type: "presence", peers: { c2: null, c3: peer("c3", { typing: true }) } });
    await when(room.peers, (peers) => peers.has("c3"));
    expect([...room.peers.value.keys()]).toEqual(["c3"]);
    socket.break();
    await when(room.connection, (state) => state.name === "reconnecting");
    expect(room.peers.value.size).toBe(0);
    page.say("online");
    const { socket: second } = await greet();
    expect(await second.heard()).toEqual({ type: "presence", state: { typing: true } });
  });

  it("P4.23 renews its pass on the socket, and takes the role that comes with it", async () => {
    const { room, socket } = await welcomed({ you: { ...you(), validUntil: clock.now() + 25_000 } });
    clock.advance(20_000);
    expect(await socket.heard()).toEqual({ type: "renew" });
    socket.say({ type: "pass", role: "viewer", validUntil: clock.now() + 25_000 });
    await when(room.you, (each) => each?.role === "viewer");
    expect(clock.waiting).toContain(20_000);
  });

  it("P8.19 confirms what it has read, each 256 kB", async () => {
    const { room, socket } = await welcomed();
    const frame = { type: "error", code: "internal", message: "x".repeat(RECEIPT_EVERY) };
    socket.say(frame);
    await when(room.failure, (failure) => failure?.code === "internal");
    const receipt = await socket.heard();
    expect(receipt.type).toBe("read");
    expect(Number(receipt.bytes)).toBeGreaterThanOrEqual(JSON.stringify(frame).length);
  });
});
