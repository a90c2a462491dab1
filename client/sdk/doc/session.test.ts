import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { encodeAwarenessUpdate } from "y-protocols/awareness";
import * as Y from "yjs";
import { deflateFrame } from "../../../durable-objects/doc/protocol.ts";
import { RECEIPT_EVERY } from "../connection/receipts.ts";
import { when } from "../observed.ts";
import { changesOf, DocBench, named, settled, textOf, write } from "../testing/doc-bench.ts";
import { unknownFrame } from "../testing/fake-doc-room.ts";
import { RoomAwareness } from "./presence.ts";
import { BATCH_ALONE_MS, BATCH_IN_COMPANY_MS } from "./replica.ts";
import { updateFrame } from "./wire.ts";

let bench: DocBench;

beforeEach(async () => {
  bench = await DocBench.start();
});
afterEach(() => bench[Symbol.asyncDispose]());

describe("saved, saving, offline", () => {
  it("P1.15 is saving until the room has confirmed the last frame, and saved only then", async () => {
    const { session, socket } = await bench.inStep();
    bench.room.saves = false;
    write(session, "one ");
    expect(session.status.value).toEqual({ name: "saving" });
    bench.clock.advance(BATCH_ALONE_MS);
    await socket.docFrames.take();
    write(session, "two ");
    bench.clock.advance(BATCH_ALONE_MS);
    await socket.docFrames.take();
    expect(socket.count).toBe(3);
    socket.say({ type: "saved", n: 2 });
    socket.say({ type: "pass", role: "admin", validUntil: bench.clock.now() + 900_000, readOnly: false });
    await when(session.access, (access) => access?.role === "admin");
    expect(session.status.value).toEqual({ name: "saving" });
    socket.say({ type: "saved", n: 3 });
    await when(session.status, named("saved"));
  });

  it("P1.16 what no room confirmed is carried to the next socket, once, by what that room lacks", async () => {
    const { session, socket } = await bench.inStep();
    bench.room.saves = false;
    write(session, "lost on the way ");
    bench.clock.advance(BATCH_ALONE_MS);
    await socket.docFrames.take();
    socket.socket.break();
    await when(session.status, named("offline"));
    expect(session.status.value).toEqual({ name: "offline", unsaved: true, kept: "no" });
    write(session, "written away ");
    bench.room.saves = true;
    bench.page.say("online");
    const second = await bench.room.greet();
    await when(session.status, named("saved"));
    expect(bench.room.text).toBe("written away lost on the way ");
    expect(second.count).toBe(1);
  });

  it("offline with nothing unsaved says so", async () => {
    const { session, socket } = await bench.inStep();
    socket.socket.break();
    expect(await when(session.status, named("offline"))).toEqual({ name: "offline", unsaved: false, kept: "no" });
  });

  it("P8.20 gathers what is typed: 250 ms alone, 50 ms in company", async () => {
    const { session, socket } = await bench.inStep();
    write(session, "a");
    bench.clock.advance(BATCH_ALONE_MS - 1);
    write(session, "b");
    bench.clock.advance(1);
    await socket.docFrames.take();
    expect(bench.room.text).toBe("ba");
    expect(socket.count).toBe(2);
    const other = new RoomAwareness(new Y.Doc());
    other.setLocalState({ user: { name: "Bo" } });
    socket.tellPresence(encodeAwarenessUpdate(other, [other.clientID]));
    await settled(() => session.view.value?.awareness.getStates().size === 2);
    write(session, "c");
    bench.clock.advance(BATCH_IN_COMPANY_MS);
    await socket.docFrames.take();
    expect(bench.room.text).toBe("cba");
    other.destroy();
  });

  it("P1.18 sends what was gathered when the page leaves", async () => {
    const { session, socket } = await bench.inStep();
    write(session, "in haste");
    bench.page.say("leaving");
    await socket.docFrames.take();
    expect(bench.room.text).toBe("in haste");
    expect(await socket.socket.closed).toBe(1000);
  });

  it("P8.12 takes compressed frames in their order, and passes over types it does not know", async () => {
    const { session, socket } = await bench.inStep();
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
    await when(changesOf(session.view.value?.doc), () => textOf(session.view.value) === "a b c ");
    expect(session.status.value.name).toBe("saved");
  });

  it("P2.17 a frame that cannot be read makes a new socket, which asks for what is missing", async () => {
    const { session, socket } = await bench.inStep();
    bench.room.doc.getText("t").insert(0, "missed");
    socket.update(new Uint8Array([1, 2, 3, 4, 5]));
    await when(session.connection, (state) => state.name === "reconnecting");
    bench.page.say("online");
    await bench.room.greet();
    await when(session.status, named("saved"));
    expect(textOf(session.view.value)).toBe("missed");
  });

  it("P8.19 confirms what it has read", async () => {
    const { socket } = await bench.inStep();
    const big = new Y.Doc();
    big.getText("t").insert(0, "x".repeat(RECEIPT_EVERY));
    socket.update(Y.encodeStateAsUpdate(big));
    const said = await socket.said.take();
    expect(said).toMatchObject({ type: "read" });
  });
});

describe("refusal", () => {
  it("P1.19 sets the local copy aside, builds the doc anew from the room, and can put it back", async () => {
    bench.room.doc.getText("t").insert(0, "held");
    const { session, socket } = await bench.inStep();
    const before = session.view.value;
    bench.room.saves = false;
    write(session, "too much ");
    bench.clock.advance(BATCH_ALONE_MS);
    await socket.docFrames.take();
    socket.say({ type: "refused", n: 2, code: "too_large", message: "This page is full." });
    await when(session.status, named("refused"));
    bench.room.saves = true;
    await bench.room.greet();
    await when(session.status, named("saved"));
    expect(textOf(session.view.value)).toBe("held");
    expect(session.view.value?.doc).not.toBe(before?.doc);
    const [entry] = session.shelf.entries.value;
    if (!entry) throw new Error("nothing was set aside");
    expect(entry).toMatchObject({ docId: "d1", generation: "g1", code: "too_large", message: "This page is full." });
    const aside = new Y.Doc();
    Y.applyUpdate(aside, entry.update);
    expect(aside.getText("t").toString()).toBe("too much held");
    expect(await session.putBack(entry)).toBe(true);
    bench.clock.advance(BATCH_ALONE_MS);
    await when(session.status, named("saved"));
    expect(bench.room.text).toBe("too much held");
    expect(session.shelf.entries.value).toEqual([]);
  });

  it("P1.19 a frame too large for the door is a refusal too, and not a lock-out", async () => {
    const { session, socket } = await bench.inStep();
    bench.room.saves = false;
    write(session, "too much ");
    bench.clock.advance(BATCH_ALONE_MS);
    await socket.docFrames.take();
    socket.socket.close(4413, "A frame was too large");
    bench.room.saves = true;
    await bench.room.greet();
    await when(session.status, named("saved"));
    expect(session.shelf.entries.value).toHaveLength(1);
  });

  it("P1.19 P4.20 writing carried into a doc that may only be read is offered, refused and set aside", async () => {
    const { session, socket } = await bench.inStep();
    socket.socket.break();
    await when(session.status, named("offline"));
    write(session, "as a member ");
    bench.room.readOnly = true;
    bench.room.saves = false;
    bench.page.say("online");
    const second = await bench.room.greet({ role: "viewer" });
    await second.docFrames.take();
    second.say({ type: "refused", n: 1, code: "forbidden", message: "Viewers only read." });
    await bench.room.greet({ role: "viewer" });
    await when(session.status, named("saved"));
    expect(session.access.value).toEqual({ role: "viewer", readOnly: true });
    expect(textOf(session.view.value)).toBe("");
    const [entry] = session.shelf.entries.value;
    expect(entry?.code).toBe("forbidden");
    if (entry) expect(session.canPutBack(entry)).toBe(false);
  });
});

describe("presence", () => {
  it("P6.11 sends presence when it changes and once a socket, and forgets nobody by itself", async () => {
    const { session, socket } = await bench.inStep();
    const awareness = session.view.value?.awareness;
    if (!awareness) throw new Error("no view");
    const other = new RoomAwareness(new Y.Doc());
    other.setLocalState({ user: { name: "Bo" } });
    socket.tellPresence(encodeAwarenessUpdate(other, [other.clientID]));
    await settled(() => awareness.getStates().size === 2);
    awareness.setLocalStateField("user", { name: "Ada" });
    bench.clock.advance(BATCH_ALONE_MS);
    await socket.presence.take();
    socket.socket.break();
    await when(session.status, named("offline"));
    expect(awareness.getStates().size).toBe(1);
    bench.page.say("online");
    const second = await bench.room.greet();
    await settled(() => bench.clock.waiting[0] === BATCH_ALONE_MS);
    bench.clock.advance(BATCH_ALONE_MS);
    await second.presence.take();
    // The same entry under the same clock counts again: the room says who is here, not a timer.
    second.tellPresence(encodeAwarenessUpdate(other, [other.clientID]));
    await settled(() => awareness.getStates().size === 2);
    other.destroy();
  });

  it("closing tells the room that this presence has left", async () => {
    const { session, socket } = await bench.inStep();
    await session.close();
    await socket.presence.take();
    expect(await socket.socket.closed).toBe(1000);
    expect(bench.clock.waiting).toEqual([]);
  });
});
