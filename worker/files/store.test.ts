/** What every file store must do, shown of R2 and of the one in memory. */
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { r2Store } from "./r2-store.ts";
import { deleteAll, type FileStore, PART_BYTES, StorageUnavailable, WrongSize } from "./store.ts";
import { memoryStore } from "./testing/memory-store.ts";

const TYPE = "application/octet-stream";
const bytesOf = (length: number, from = 0) => Uint8Array.from({ length }, (_, index) => (from + index) % 251);

function streamOf(...pieces: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
}

async function readOf(store: FileStore, key: string, range?: { offset: number; length: number }) {
  const stream = await store.read(key, range);
  return stream && new Uint8Array(await new Response(stream).arrayBuffer());
}

describe.each([
  ["R2", () => r2Store(env.FILES)],
  ["memory", () => memoryStore()],
])("the store in %s", (name, open) => {
  const at = (key: string) => `contract/${name}/${key}`;

  it("writes, reads in whole and in part, and deletes", async () => {
    const store = open();
    const wanted = bytesOf(1000);
    await store.put(at("one"), { stream: streamOf(wanted.slice(0, 400), wanted.slice(400)), size: 1000 }, TYPE);
    expect(await readOf(store, at("one"))).toEqual(wanted);
    expect(await readOf(store, at("one"), { offset: 990, length: 10 })).toEqual(wanted.slice(990));
    expect(await store.size(at("one"))).toBe(1000);
    await store.delete([at("one"), at("never")]);
    expect(await store.read(at("one"))).toBeNull();
    expect(await store.size(at("one"))).toBeNull();
  });

  it("P9.29 keeps nothing of a stream that breaks off, or is longer or shorter than was said", async () => {
    const store = open();
    const key = at("broken");
    await expect(store.put(key, { stream: streamOf(bytesOf(10)), size: 11 }, TYPE)).rejects.toThrow(WrongSize);
    await expect(store.put(key, { stream: streamOf(bytesOf(10)), size: 9 }, TYPE)).rejects.toThrow(WrongSize);
    let asked = 0;
    const failing = new ReadableStream<Uint8Array>({
      pull(controller) {
        asked += 1;
        if (asked === 1) controller.enqueue(bytesOf(5));
        else controller.error(new RangeError("gone"));
      },
    });
    await expect(store.put(key, { stream: failing, size: 10 }, TYPE)).rejects.toThrow(RangeError);
    expect(await store.size(key)).toBeNull();
    expect((await store.list(at(""))).items).toEqual([]);
  });

  it("lists what begins with a prefix, and deletes those that are meant", async () => {
    const store = open();
    for (const key of ["a/1", "a/2", "ab/3"]) {
      await store.put(at(`list/${key}`), { stream: streamOf(bytesOf(3)), size: 3 }, TYPE);
    }
    const { items, next } = await store.list(at("list/a/"));
    expect(items.map(({ key, size }) => [key, size])).toEqual([
      [at("list/a/1"), 3],
      [at("list/a/2"), 3],
    ]);
    expect(next).toBeNull();
    expect(items.every(({ writtenAt }) => writtenAt > 0)).toBe(true);
    expect(await deleteAll(store, at("list/"), ({ key }) => !key.endsWith("2"))).toBe(2);
    expect((await store.list(at("list/"))).items.map(({ key }) => key)).toEqual([at("list/a/2")]);
  });

  it("puts an object together from parts, one of them sent again, and shows nothing of it before", async () => {
    const store = open();
    const key = at("parts");
    const upload = await store.begin(key, TYPE);
    await store.writePart(upload, 1, bytesOf(PART_BYTES));
    const first = { stream: streamOf(bytesOf(PART_BYTES, 7)), size: PART_BYTES };
    const parts = [await store.writePart(upload, 1, first), await store.writePart(upload, 2, bytesOf(10))];
    expect(await store.size(key)).toBeNull();
    expect(await store.complete(upload, parts)).toBe(PART_BYTES + 10);
    expect(await readOf(store, key, { offset: 0, length: 3 })).toEqual(bytesOf(3, 7));
    expect(await readOf(store, key, { offset: PART_BYTES, length: 10 })).toEqual(bytesOf(10));
  });

  it("takes no part of another length than was said, and lets go of an upload as often as it is told", async () => {
    const store = open();
    const upload = await store.begin(at("let-go"), TYPE);
    await expect(store.writePart(upload, 1, { stream: streamOf(bytesOf(4)), size: 5 })).rejects.toThrow(WrongSize);
    await store.abandon(upload);
    await store.abandon(upload);
    await expect(store.writePart(upload, 1, bytesOf(5))).rejects.toThrow(StorageUnavailable);
    expect(await store.size(at("let-go"))).toBeNull();
  });
});
