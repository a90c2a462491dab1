import "fake-indexeddb/auto";
import * as idb from "lib0/indexeddb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { EventEnvelope } from "../../../durable-objects/room/protocol.ts";
import { when } from "../observed.ts";
import { FakeServer, type FakeSocket } from "../testing/fake-server.ts";
import { HandClock } from "../testing/hand-clock.ts";
import { HandPage } from "../testing/hand-page.ts";
import { KEPT, RoomCopies } from "./copies.ts";
import { Room } from "./room.ts";
import type { StreamDesign } from "./stream.ts";

/** A room that holds words: each event adds one. */
const Words = z.array(z.string());
const WordAdded = z.intersection(z.object({ type: z.literal("word.added"), word: z.string() }), EventEnvelope);
const words: StreamDesign<string[], z.infer<typeof WordAdded>, string[]> = {
  part: Words,
  whole: (parts) => parts.flat(),
  event: WordAdded,
  apply: (state, event) => {
    if (event.word === "poison") throw new Error("cannot be applied");
    return [...state, event.word];
  },
  parts: (state) => [state],
};
const AddWord = z.object({ type: z.literal("add"), word: z.string() });

let server: FakeServer;
let clock: HandClock;
let page: HandPage;
let user: string;
const open: { close(): void }[] = [];

beforeEach(async () => {
  server = await FakeServer.start();
  clock = new HandClock();
  page = new HandPage();
  user = crypto.randomUUID();
});

afterEach(async () => {
  for (const each of open.splice(0)) each.close();
  await server.stop();
});

const you = (role = "member") => ({ connection: "c1", user, name: "Ada", role, validUntil: clock.now() + 900_000 });
const added = (seq: number, word: string, stream = "room") => {
  return { stream, seq, type: "word.added", at: 1, by: "u2", word };
};

async function copiesOf(owner: string, build = "one"): Promise<RoomCopies> {
  const copies = await RoomCopies.open(owner, build, clock);
  if (!copies) throw new Error("this browser keeps nothing");
  open.push(copies);
  return copies;
}

function openRoom(copies: RoomCopies) {
  const ticket = server.ticketTo("/rooms/workspace/w1");
  const room = new Room(
    { stream: words, commands: AddWord },
    { origin: server.origin, ticket, clock, page, random: () => 0, copies: copies.of("w1") },
  );
  open.push(room);
  room.open();
  return room;
}

const welcome = {
  type: "welcome",
  protocol: 1,
  epoch: "e1",
  seq: 1,
  recovered: false,
  snapshot: ["one"],
  presence: [],
};

/** Takes the next socket; answers what was asked on it first. */
async function greet(said: Record<string, unknown> = {}): Promise<{ socket: FakeSocket; hello: object }> {
  const socket = await server.sockets.take();
  const hello = await socket.heard();
  socket.say({ ...welcome, you: you(), ...said });
  return { socket, hello };
}

/** A room that was welcomed, heard "two", and was closed; all that is kept. */
async function visit(): Promise<void> {
  const copies = await copiesOf(user);
  const room = openRoom(copies);
  const { socket } = await greet();
  socket.say(added(2, "two"));
  await when(room.state, (state) => state?.length === 2);
  room.close();
  await kept(copies, "room", 2);
}

/** Waits until a stream is kept as far as `seq`. */
async function kept(copies: RoomCopies, stream: string, seq: number): Promise<void> {
  await expect.poll(async () => (await copies.of("w1").load(stream))?.position?.seq).toBe(seq);
}

describe("a room that was kept", () => {
  it("P2.23 is there before the room can be reached, and goes on behind what was kept", async () => {
    await visit();
    const room = openRoom(await copiesOf(user));
    await when(room.state, (state) => state !== null);
    expect(room.state.value).toEqual(["one", "two"]);
    expect(room.you.value?.role).toBe("member");
    expect(room.connection.value.name).toBe("connecting");
    const events = [added(2, "two"), added(3, "three")];
    const { hello } = await greet({ seq: 3, recovered: true, snapshot: undefined, events, you: you("viewer") });
    expect(hello).toEqual({ type: "hello", protocol: 1, epoch: "e1", after: 2 });
    await when(room.state, (state) => state?.length === 3);
    expect(room.state.value).toEqual(["one", "two", "three"]);
    expect(room.you.value?.role).toBe("viewer");
  });

  it("P2.23 gives way to a snapshot where the room cannot resume it", async () => {
    await visit();
    const room = openRoom(await copiesOf(user));
    await greet({ epoch: "e2", seq: 9, snapshot: ["other"] });
    await when(room.state, (state) => state?.[0] === "other");
    expect(room.state.value).toEqual(["other"]);
  });

  it("P2.23 each stream from its own place, also one that is followed while offline", async () => {
    const copies = await copiesOf(user);
    const first = openRoom(copies);
    const { socket } = await greet();
    const followed = first.subscribe("project:p", words);
    await socket.heard();
    socket.say({ type: "snapshot", stream: "project:p", epoch: "e1", seq: 7, part: 0, parts: 1, data: ["a"] });
    await when(followed.state, (state) => state !== null);
    followed.stop();
    first.close();
    await kept(copies, "project:p", 7);

    const room = openRoom(await copiesOf(user));
    const again = room.subscribe("project:p", words);
    await when(again.state, (state) => state !== null);
    expect(again.state.value).toEqual(["a"]);
    const next = await greet({ recovered: true, events: [], snapshot: undefined });
    expect(await next.socket.heard()).toEqual({ type: "subscribe", stream: "project:p", epoch: "e1", after: 7 });
  });

  it("P2.23 by another build of the page is shown, and asked for anew", async () => {
    await visit();
    const room = openRoom(await copiesOf(user, "two"));
    await when(room.state, (state) => state !== null);
    const { hello } = await greet({ seq: 5, snapshot: ["one", "two", "more"] });
    expect(hello).toEqual({ type: "hello", protocol: 1 });
    await when(room.state, (state) => state?.length === 3);
  });

  it("is written at once, then a second after a change, and when the page is hidden or the connection lost", async () => {
    const copies = await copiesOf(user);
    const room = openRoom(copies);
    const { socket } = await greet();
    const hear = async (seq: number) => {
      socket.say(added(seq, String(seq)));
      await when(room.state, (state) => state?.length === seq);
    };
    await when(room.state, (state) => state !== null);
    clock.advance(0);
    await kept(copies, "room", 1);
    await hear(2);
    clock.advance(1_000);
    await kept(copies, "room", 2);
    await hear(3);
    page.say("hidden");
    await kept(copies, "room", 3);
    await hear(4);
    socket.break();
    await kept(copies, "room", 4);
  });
});

describe("a copy that is no good", () => {
  /** Writes something else where the copy is. */
  async function spoil(value: unknown): Promise<void> {
    const db = await idb.openDB(`ensemble:${user}:rooms`, () => {});
    await idb.rtop(db.transaction("streams", "readwrite").objectStore("streams").put(value, "w1/room"));
    db.close();
  }

  const row = { protocol: 1, build: "one", epoch: "e1", seq: 2 };
  it.each([
    ["is no row of ours", () => ({ nothing: "of the sort" })],
    ["has another protocol", () => ({ ...row, protocol: 0, you: you(), text: '[["one"]]' })],
    ["is cut short", () => ({ ...row, you: you(), text: '[["one"' })],
    ["holds something else", () => ({ ...row, you: you(), text: '[{"not":"words"}]' })],
  ])("P7.17 that %s is thrown away, and the room opens with a snapshot", async (_, made) => {
    await visit();
    await spoil(made());
    const copies = await copiesOf(user);
    const room = openRoom(copies);
    const { hello } = await greet();
    expect(hello).toEqual({ type: "hello", protocol: 1 });
    await when(room.state, (state) => state?.length === 1);
    room.close();
    await kept(copies, "room", 1);
  });

  it("P7.17 that an event cannot be applied to is given up for a snapshot", async () => {
    await visit();
    const room = openRoom(await copiesOf(user));
    await greet({ seq: 3, recovered: true, snapshot: undefined, events: [added(3, "poison")] });
    await when(room.connection, (state) => state.name === "reconnecting");
    page.say("online");
    const { hello } = await greet({ seq: 3, snapshot: ["one", "two", "three"] });
    expect(hello).toEqual({ type: "hello", protocol: 1 });
    await when(room.state, (state) => state?.length === 3);
  });
});

describe("what is kept", () => {
  it("P5.39 is forgotten at sign-out, and never another user's", async () => {
    await visit();
    const other = await copiesOf(crypto.randomUUID());
    expect(await other.of("w1").load("room")).toBeNull();
    const copies = await copiesOf(user);
    await copies.forgetAll();
    await copies.of("w1").save("room", { position: { epoch: "e1", seq: 1 }, parts: [["late"]], you: Object(you()) });
    expect(await (await copiesOf(user)).of("w1").load("room")).toBeNull();
  });

  it.each([4403, 4404])("P4.24 goes when the room closes with %d, board by board", async (code) => {
    const copies = await copiesOf(user);
    await copies.of("w1").save("project:p", { position: { epoch: "e1", seq: 1 }, parts: [["a"]], you: Object(you()) });
    await copies.of("w2").save("room", { position: { epoch: "e1", seq: 1 }, parts: [["a"]], you: Object(you()) });
    await visit();
    const room = openRoom(copies);
    const { socket } = await greet();
    socket.close(code);
    await when(room.connection, (state) => state.name === "closed");
    room.close();
    await expect.poll(() => copies.of("w1").load("room")).toBeNull();
    expect(await copies.of("w1").load("project:p")).toBeNull();
    expect(await copies.of("w2").load("room")).not.toBeNull();
  });

  it("is bounded: what was used longest ago goes first", async () => {
    const copies = await copiesOf(user);
    const large = "x".repeat(KEPT.characters / 4);
    const save = (stream: string, text: string) => {
      clock.advance(1);
      return copies.of("w1").save(stream, { position: { epoch: "e1", seq: 1 }, parts: [[text]], you: Object(you()) });
    };
    for (let n = 0; n < KEPT.streams + 2; n++) await save(`small-${n}`, "x");
    expect(await copies.of("w1").load("small-0")).toBeNull();
    expect(await copies.of("w1").load(`small-${KEPT.streams + 1}`)).not.toBeNull();
    for (let n = 0; n < 4; n++) await save(`large-${n}`, large);
    expect(await copies.of("w1").load("large-0")).toBeNull();
    expect(await copies.of("w1").load("large-3")).not.toBeNull();
  });
});
