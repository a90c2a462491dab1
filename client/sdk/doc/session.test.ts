import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { encodeAwarenessUpdate } from "y-protocols/awareness";
import * as Y from "yjs";
import { deflateFrame } from "../../../durable-objects/doc/protocol.ts";
import { RECEIPT_EVERY } from "../connection/receipts.ts";
import { when } from "../observed.ts";
import { FakeDocRoom, unknownFrame } from "../testing/fake-doc-room.ts";
import { FakeServer } from "../testing/fake-server.ts";
import { HandClock } from "../testing/hand-clock.ts";
import { HandPage } from "../testing/hand-page.ts";
import { DocCopies } from "./copies.ts";
import { RoomAwareness } from "./presence.ts";
import { BATCH_ALONE_MS, BATCH_IN_COMPANY_MS } from "./replica.ts";
import { DocSession, type DocView } from "./session.ts";
import type { DocStatus } from "./status.ts";
import { updateFrame } from "./wire.ts";

let server: FakeServer;
let room: FakeDocRoom;
let clock: HandClock;
let page: HandPage;
let user: string;
const sessions: DocSession[] = [];
const opened: DocCopies[] = [];

beforeEach(async () => {
  server = await FakeServer.start();
  room = new FakeDocRoom(server);
  clock = new HandClock();
  page = new HandPage();
  user = crypto.randomUUID();
});

afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.close()));
  for (const copies of opened.splice(0)) copies.close();
  await server.stop();
});

async function openCopies(owner = user): Promise<DocCopies> {
  const copies = await DocCopies.open(owner);
  if (!copies) throw new Error("no offline copies here");
  opened.push(copies);
  return copies;
}

function session(copies: DocCopies | null = null): DocSession {
  const made = new DocSession({
    docId: "d1",
    copies,
    origin: server.origin,
    ticket: server.ticketTo("/rooms/doc/d1"),
    clock,
    page,
    random: () => 0,
  });
  sessions.push(made);
  return made;
}

const named = (name: DocStatus["name"]) => (status: DocStatus) => status.name === name;
const text = (view: DocView | null) => view?.doc.getText("t").toString();
const write = (made: DocSession, words: string) => made.view.value?.doc.getText("t").insert(0, words);

/** A session in step with the room, and its socket there. */
async function inStep(copies: DocCopies | null = null) {
  const made = session(copies);
  void made.open();
  const socket = await room.greet();
  await when(made.status, named("saved"));
  await socket.docFrames.take();
  return { made, socket };
}

describe("saved, saving, offline", () => {
  it("[P1 sdk-saved-truth] is saving until the room has confirmed the last frame, and saved only then", async () => {
    const { made, socket } = await inStep();
    room.saves = false;
    write(made, "one ");
    expect(made.status.value).toEqual({ name: "saving" });
    clock.advance(BATCH_ALONE_MS);
    await socket.docFrames.take();
    write(made, "two ");
    clock.advance(BATCH_ALONE_MS);
    await socket.docFrames.take();
    expect(socket.count).toBe(3);
    socket.say({ type: "saved", n: 2 });
    socket.say({ type: "pass", role: "admin", validUntil: clock.now() + 900_000, readOnly: false });
    await when(made.access, (access) => access?.role === "admin");
    expect(made.status.value).toEqual({ name: "saving" });
    socket.say({ type: "saved", n: 3 });
    await when(made.status, named("saved"));
  });

  it("[P1 sdk-carried] what no room confirmed is carried to the next socket, once, by what that room lacks", async () => {
    const { made, socket } = await inStep();
    room.saves = false;
    write(made, "lost on the way ");
    clock.advance(BATCH_ALONE_MS);
    await socket.docFrames.take();
    socket.socket.break();
    await when(made.status, named("offline"));
    expect(made.status.value).toEqual({ name: "offline", unsaved: true, kept: "no" });
    write(made, "written away ");
    room.saves = true;
    page.say("online");
    const second = await room.greet();
    await when(made.status, named("saved"));
    expect(room.text).toBe("written away lost on the way ");
    expect(second.count).toBe(1);
  });

  it("offline with nothing unsaved says so", async () => {
    const { made, socket } = await inStep();
    socket.socket.break();
    expect(await when(made.status, named("offline"))).toEqual({ name: "offline", unsaved: false, kept: "no" });
  });

  it("gathers what is typed: 250 ms alone, 50 ms in company", async () => {
    const { made, socket } = await inStep();
    write(made, "a");
    clock.advance(BATCH_ALONE_MS - 1);
    write(made, "b");
    clock.advance(1);
    await socket.docFrames.take();
    expect(room.text).toBe("ba");
    expect(socket.count).toBe(2);
    const other = new RoomAwareness(new Y.Doc());
    other.setLocalState({ user: { name: "Bo" } });
    socket.tellPresence(encodeAwarenessUpdate(other, [other.clientID]));
    await settled(() => made.view.value?.awareness.getStates().size === 2);
    write(made, "c");
    clock.advance(BATCH_IN_COMPANY_MS);
    await socket.docFrames.take();
    expect(room.text).toBe("cba");
    other.destroy();
  });

  it("[P1 sdk-pagehide-doc] sends what was gathered when the page leaves", async () => {
    const { made, socket } = await inStep();
    write(made, "in haste");
    page.say("leaving");
    await socket.docFrames.take();
    expect(room.text).toBe("in haste");
    expect(await socket.socket.closed).toBe(1000);
  });

  it("takes compressed frames in their order, and passes over types it does not know", async () => {
    const { made, socket } = await inStep();
    const source = new Y.Doc();
    const updates: Uint8Array[] = [];
    source.on("update", (update: Uint8Array) => updates.push(update));
    for (const word of ["c ", "b ", "a "]) source.getText("t").insert(0, word);
    const [first, second, third] = updates.map((update) => updateFrame(update));
    if (!first || !second || !third) throw new Error("three updates were made");
    socket.socket.send(unknownFrame());
    socket.socket.send(await deflateFrame(first));
    socket.socket.send(second);
    socket.socket.send(await deflateFrame(third));
    await when(
      { value: null, subscribe: (listener) => observe(made, listener) },
      () => text(made.view.value) === "a b c ",
    );
    expect(made.status.value.name).toBe("saved");
  });

  it("[P2 sdk-doc-garbled] a frame that cannot be read makes a new socket, which asks for what is missing", async () => {
    const { made, socket } = await inStep();
    room.doc.getText("t").insert(0, "missed");
    socket.update(new Uint8Array([1, 2, 3, 4, 5]));
    await when(made.connection, (state) => state.name === "reconnecting");
    page.say("online");
    await room.greet();
    await when(made.status, named("saved"));
    expect(text(made.view.value)).toBe("missed");
  });

  it("[P8 sdk-doc-receipts] confirms what it has read", async () => {
    const { socket } = await inStep();
    const big = new Y.Doc();
    big.getText("t").insert(0, "x".repeat(RECEIPT_EVERY));
    socket.update(Y.encodeStateAsUpdate(big));
    const said = await socket.said.take();
    expect(said).toMatchObject({ type: "read" });
  });
});

describe("refusal", () => {
  it("[P1 sdk-refusal] sets the local copy aside, builds the doc anew from the room, and can put it back", async () => {
    room.doc.getText("t").insert(0, "held");
    const { made, socket } = await inStep();
    const before = made.view.value;
    room.saves = false;
    write(made, "too much ");
    clock.advance(BATCH_ALONE_MS);
    await socket.docFrames.take();
    socket.say({ type: "refused", n: 2, code: "too_large", message: "This page is full." });
    await when(made.status, named("refused"));
    room.saves = true;
    await room.greet();
    await when(made.status, named("saved"));
    expect(text(made.view.value)).toBe("held");
    expect(made.view.value?.doc).not.toBe(before?.doc);
    const [entry] = made.shelf.entries.value;
    if (!entry) throw new Error("nothing was set aside");
    expect(entry).toMatchObject({ docId: "d1", generation: "g1", code: "too_large", message: "This page is full." });
    const aside = new Y.Doc();
    Y.applyUpdate(aside, entry.update);
    expect(aside.getText("t").toString()).toBe("too much held");
    expect(await made.putBack(entry)).toBe(true);
    clock.advance(BATCH_ALONE_MS);
    await when(made.status, named("saved"));
    expect(room.text).toBe("too much held");
    expect(made.shelf.entries.value).toEqual([]);
  });

  it("a frame too large for the door is a refusal too, and not a lock-out", async () => {
    const { made, socket } = await inStep();
    room.saves = false;
    write(made, "too much ");
    clock.advance(BATCH_ALONE_MS);
    await socket.docFrames.take();
    socket.socket.close(4413, "A frame was too large");
    room.saves = true;
    await room.greet();
    await when(made.status, named("saved"));
    expect(made.shelf.entries.value).toHaveLength(1);
  });

  it("[P4 sdk-lowered] writing carried into a doc that may only be read is offered, refused and set aside", async () => {
    const { made, socket } = await inStep();
    socket.socket.break();
    await when(made.status, named("offline"));
    write(made, "as a member ");
    room.readOnly = true;
    room.saves = false;
    page.say("online");
    const second = await room.greet({ role: "viewer" });
    await second.docFrames.take();
    second.say({ type: "refused", n: 1, code: "forbidden", message: "Viewers only read." });
    await room.greet({ role: "viewer" });
    await when(made.status, named("saved"));
    expect(made.access.value).toEqual({ role: "viewer", readOnly: true });
    expect(text(made.view.value)).toBe("");
    const [entry] = made.shelf.entries.value;
    expect(entry?.code).toBe("forbidden");
    if (entry) expect(made.canPutBack(entry)).toBe(false);
  });
});

describe("offline copies", () => {
  it("[P1 sdk-offline-copy] what was written offline survives the page and is saved by the next one", async () => {
    const copies = await openCopies();
    const { made, socket } = await inStep(copies);
    socket.socket.break();
    await when(made.status, named("offline"));
    write(made, "on the train");
    await when(made.status, (status) => status.name === "offline" && status.unsaved && status.kept === "yes");
    await made.close();
    const next = session(await openCopies());
    const opening = next.open();
    await when(next.view, (view) => view !== null);
    expect(text(next.view.value)).toBe("on the train");
    await opening;
    await room.greet();
    await when(next.status, named("saved"));
    expect(room.text).toBe("on the train");
  });

  it("[P5 sdk-copy-owner] another user of the same browser finds no copy", async () => {
    room.doc.getText("t").insert(0, "for Ada");
    const { made } = await inStep(await openCopies("ada"));
    await made.close();
    const copies = await openCopies("bo");
    expect(await copies.find("d1")).toBeNull();
    expect(await (await openCopies("ada")).find("d1")).not.toBeNull();
  });

  it("[P2 sdk-generation] a copy of another generation is never offered to the doc; unsaved words are set aside", async () => {
    room.doc.getText("t").insert(0, "secret ");
    const first = await inStep(await openCopies());
    first.socket.socket.break();
    await when(first.made.status, named("offline"));
    write(first.made, "and mine ");
    await first.made.close();
    room.doc = new Y.Doc();
    room.generation = "g2";
    const next = session(await openCopies());
    void next.open();
    await room.greet();
    await when(next.status, named("saved"));
    expect(room.text).toBe("");
    expect(text(next.view.value)).toBe("");
    const [entry] = next.shelf.entries.value;
    expect(entry).toMatchObject({ generation: "g1", code: "erased" });
    if (entry) expect(await next.putBack(entry)).toBe(false);
  });

  it("a copy of another generation that was saved is dropped without a word", async () => {
    room.doc.getText("t").insert(0, "secret");
    const first = await inStep(await openCopies());
    await first.made.close();
    room.doc = new Y.Doc();
    room.generation = "g2";
    const next = session(await openCopies());
    void next.open();
    await room.greet();
    await when(next.status, named("saved"));
    expect(text(next.view.value)).toBe("");
    expect(next.shelf.entries.value).toEqual([]);
  });

  it.each([4403, 4404])("[P4 sdk-copy-dropped] after %i nothing of the doc stays in the browser", async (code) => {
    room.doc.getText("t").insert(0, "secret");
    const copies = await openCopies();
    const { made, socket } = await inStep(copies);
    socket.socket.close(code, "No more");
    await when(made.status, named("closed"));
    expect(made.view.value).toBeNull();
    await made.close();
    expect(await copies.find("d1")).toBeNull();
    expect(copies.shelf.entries.value).toEqual([]);
  });

  it("two tabs keep one copy, and each carries what both wrote", async () => {
    const [left, right] = [await inStep(await openCopies()), await inStep(await openCopies())];
    write(left.made, "left ");
    clock.advance(BATCH_ALONE_MS);
    const written = await left.socket.docFrames.take();
    right.socket.update(written);
    await when(left.made.status, named("saved"));
    await settled(() => text(right.made.view.value) === "left ");
    await Promise.all([left.made.close(), right.made.close()]);
    const next = session(await openCopies());
    void next.open();
    await when(next.view, (view) => view !== null);
    expect(text(next.view.value)).toBe("left ");
  });

  it("signing out forgets every copy and everything set aside", async () => {
    const copies = await openCopies();
    const { made } = await inStep(copies);
    await made.close();
    expect(await copies.find("d1")).not.toBeNull();
    await copies.forgetAll();
    expect(await copies.find("d1")).toBeNull();
  });
});

describe("presence", () => {
  it("[P6 sdk-presence-no-timeouts] sends presence when it changes and once a socket, and forgets nobody by itself", async () => {
    const { made, socket } = await inStep();
    const awareness = made.view.value?.awareness;
    if (!awareness) throw new Error("no view");
    const other = new RoomAwareness(new Y.Doc());
    other.setLocalState({ user: { name: "Bo" } });
    socket.tellPresence(encodeAwarenessUpdate(other, [other.clientID]));
    await settled(() => awareness.getStates().size === 2);
    awareness.setLocalStateField("user", { name: "Ada" });
    clock.advance(BATCH_ALONE_MS);
    await socket.presence.take();
    socket.socket.break();
    await when(made.status, named("offline"));
    expect(awareness.getStates().size).toBe(1);
    page.say("online");
    const second = await room.greet();
    await settled(() => clock.waiting[0] === BATCH_ALONE_MS);
    clock.advance(BATCH_ALONE_MS);
    await second.presence.take();
    // The same entry under the same clock counts again: the room says who is here, not a timer.
    second.tellPresence(encodeAwarenessUpdate(other, [other.clientID]));
    await settled(() => awareness.getStates().size === 2);
    other.destroy();
  });

  it("closing tells the room that this presence has left", async () => {
    const { made, socket } = await inStep();
    await made.close();
    await socket.presence.take();
    expect(await socket.socket.closed).toBe(1000);
    expect(clock.waiting).toEqual([]);
  });
});

function observe(made: DocSession, listener: () => void): () => void {
  const doc = made.view.value?.doc;
  doc?.on("update", listener);
  return () => doc?.off("update", listener);
}

/** Lets what is already under way go on until `done`. */
async function settled(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setImmediate(resolve));
}
