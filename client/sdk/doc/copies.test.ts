import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as Y from "yjs";
import { when } from "../observed.ts";
import { DocBench, named, settled, textOf, write } from "../testing/doc-bench.ts";
import { BATCH_ALONE_MS } from "./replica.ts";

let bench: DocBench;

beforeEach(async () => {
  bench = await DocBench.start();
});
afterEach(() => bench[Symbol.asyncDispose]());

describe("offline copies", () => {
  it("P1.17 what was written offline survives the page and is saved by the next one", async () => {
    const copies = await bench.openCopies();
    const { session, socket } = await bench.inStep(copies);
    socket.socket.break();
    await when(session.status, named("offline"));
    write(session, "on the train");
    await when(session.status, (status) => status.name === "offline" && status.unsaved && status.kept === "yes");
    await session.close();
    const next = bench.session(await bench.openCopies());
    const opening = next.open();
    await when(next.view, (view) => view !== null);
    expect(textOf(next.view.value)).toBe("on the train");
    await opening;
    await bench.room.greet();
    await when(next.status, named("saved"));
    expect(bench.room.text).toBe("on the train");
  });

  it("P5.26 another user of the same browser gets nothing of a copy, even in the same doc", async () => {
    bench.room.doc.getText("t").insert(0, "for Ada");
    const ada = await bench.inStep(await bench.openCopies());
    await ada.session.close();
    bench.room.doc = new Y.Doc();
    const copies = await bench.openCopies(crypto.randomUUID());
    expect(await copies.find("d1")).toBeNull();
    const bo = await bench.inStep(copies);
    bo.socket.socket.break();
    await when(bo.session.status, (status) => status.name === "offline" && status.kept === "yes");
    expect(textOf(bo.session.view.value)).toBe("");
  });

  it("P2.14 a copy of another generation is never offered to the doc; unsaved words are set aside", async () => {
    bench.room.doc.getText("t").insert(0, "secret ");
    const first = await bench.inStep(await bench.openCopies());
    first.socket.socket.break();
    await when(first.session.status, named("offline"));
    write(first.session, "and mine ");
    await first.session.close();
    bench.room.doc = new Y.Doc();
    bench.room.generation = "g2";
    const next = bench.session(await bench.openCopies());
    void next.open();
    await bench.room.greet();
    await when(next.status, named("saved"));
    expect(bench.room.text).toBe("");
    expect(textOf(next.view.value)).toBe("");
    const [entry] = next.shelf.entries.value;
    expect(entry).toMatchObject({ generation: "g1", code: "erased" });
    if (entry) expect(await next.putBack(entry)).toBe(false);
  });

  it("P2.14 a copy of another generation that was saved is dropped without a word", async () => {
    bench.room.doc.getText("t").insert(0, "secret");
    const first = await bench.inStep(await bench.openCopies());
    await first.session.close();
    bench.room.doc = new Y.Doc();
    bench.room.generation = "g2";
    const next = bench.session(await bench.openCopies());
    void next.open();
    await bench.room.greet();
    await when(next.status, named("saved"));
    expect(textOf(next.view.value)).toBe("");
    expect(next.shelf.entries.value).toEqual([]);
  });

  it.each([4403, 4404])("P4.24 after %i nothing of the doc stays in the browser", async (code) => {
    bench.room.doc.getText("t").insert(0, "secret");
    const copies = await bench.openCopies();
    const { session, socket } = await bench.inStep(copies);
    socket.socket.close(code, "No more");
    await when(session.status, named("closed"));
    expect(session.view.value).toBeNull();
    await session.close();
    expect(await copies.find("d1")).toBeNull();
    expect(copies.shelf.entries.value).toEqual([]);
  });

  it("P1.17 two tabs keep one copy, and each carries what both wrote", async () => {
    const [left, right] = [await bench.inStep(await bench.openCopies()), await bench.inStep(await bench.openCopies())];
    write(left.session, "left ");
    bench.clock.advance(BATCH_ALONE_MS);
    const written = await left.socket.docFrames.take();
    right.socket.update(written);
    await when(left.session.status, named("saved"));
    await settled(() => textOf(right.session.view.value) === "left ");
    await Promise.all([left.session.close(), right.session.close()]);
    const next = bench.session(await bench.openCopies());
    void next.open();
    await when(next.view, (view) => view !== null);
    expect(textOf(next.view.value)).toBe("left ");
  });

  it("P5.26 signing out leaves nothing of any doc in the browser, even while one is closing", async () => {
    const copies = await bench.openCopies();
    const { session } = await bench.inStep(copies);
    const other = await bench.inStep(copies);
    other.socket.socket.break();
    await when(other.session.status, named("offline"));
    write(other.session, "unsaved");
    await when(other.session.status, (status) => status.name === "offline" && status.kept === "yes");
    expect(await copies.holdsUnsaved()).toBe(true);
    await Promise.all([session.close(), other.session.close(), copies.forgetAll()]);
    expect(await copies.find("d1")).toBeNull();
    expect(await copies.holdsUnsaved()).toBe(false);
    const left = (await indexedDB.databases()).map(({ name }) => name ?? "");
    expect(left.filter((name) => name.startsWith(`ensemble:${bench.user}:`))).toEqual([]);
  });
});
