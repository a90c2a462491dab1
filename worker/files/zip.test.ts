import { env } from "cloudflare:workers";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { crc32 } from "./crc32.ts";
import { abandonUpload, Upload } from "./multipart.ts";
import { r2Store } from "./r2-store.ts";
import { PART_BYTES, StorageUnavailable } from "./store.ts";
import { ZipWriter } from "./zip.ts";

async function* texts(...pieces: string[]): AsyncGenerator<string> {
  yield* pieces;
}

function gathering(): { sink: (bytes: Uint8Array) => Promise<void>; all: () => Uint8Array } {
  const pieces: Uint8Array[] = [];
  return {
    sink: async (bytes) => void pieces.push(bytes.slice()),
    all: () => new Uint8Array(pieces.flatMap((piece) => [...piece])),
  };
}

const read = (bytes: Uint8Array) =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, data]) => [name, new TextDecoder().decode(data)]));

describe("ZipWriter", () => {
  it("writes archives that another program opens, whatever the names and texts", async () => {
    const { sink, all } = gathering();
    const zip = new ZipWriter(sink);
    const long = "שלום 🌍 ".repeat(20_000);
    const records = [
      await zip.file("a/empty.md", texts(), Date.UTC(2026, 10, 21, 12, 30, 10)),
      await zip.file("משימה 🚀.md", texts("one ", "two"), 0),
      await zip.file("long.txt", texts(long), Date.UTC(2026, 0, 1)),
    ];
    await zip.finish(records);
    expect(read(all())).toEqual({ "a/empty.md": "", "משימה 🚀.md": "one two", "long.txt": long });
    expect(all().length).toBeLessThan(long.length);
    expect(zip.state.files).toBe(3);
  });

  it("is gone on with by another writer from the state it was put aside in", async () => {
    const { sink, all } = gathering();
    const first = new ZipWriter(sink);
    const records = [await first.file("one", texts("1"), 0)];
    const second = new ZipWriter(sink, JSON.parse(JSON.stringify(first.state)));
    records.push(await second.file("two", texts("2"), 0));
    await second.finish(records);
    expect(read(all())).toEqual({ one: "1", two: "2" });
  });

  it("passes on what its content throws", async () => {
    async function* failing(): AsyncGenerator<string> {
      yield "some";
      throw new TypeError("no more");
    }
    await expect(new ZipWriter(async () => undefined).file("x", failing(), 0)).rejects.toThrow(TypeError);
    const full = async () => {
      throw new RangeError("full");
    };
    await expect(new ZipWriter(full).file("x", texts("some"), 0)).rejects.toThrow(RangeError);
  });

  it("checks with the CRC-32 that all know", () => {
    expect(crc32(0, new TextEncoder().encode("123456789")).toString(16)).toBe("cbf43926");
    expect(crc32(crc32(0, new TextEncoder().encode("1234")), new TextEncoder().encode("56789"))).toBe(0xcbf43926);
  });
});

describe("Upload", () => {
  const store = r2Store(env.FILES);
  const bytesOf = (length: number) => Uint8Array.from({ length }, (_, index) => index % 251);

  it("puts an object of any length together from parts, also when put aside in between", async () => {
    const wanted = bytesOf(PART_BYTES * 2 + 12_345);
    const first = await Upload.begin(store, "test/parts", "text/plain");
    await first.write(wanted.subarray(0, PART_BYTES + 100));
    const state = JSON.parse(JSON.stringify(first.state));
    const tail = first.tail.slice();
    expect(tail.length).toBe(100);
    // What comes behind the state is lost with the process, and written again.
    await first.write(wanted.subarray(PART_BYTES + 100, PART_BYTES * 2 + 7));
    const second = Upload.resume(store, state, [tail.subarray(0, 60), tail.subarray(60)]);
    await second.write(wanted.subarray(PART_BYTES + 100));
    expect(await second.complete()).toBe(wanted.length);
    const object = await env.FILES.get("test/parts");
    expect(crc32(0, new Uint8Array((await object?.arrayBuffer()) ?? []))).toBe(crc32(0, wanted));
  });

  it("takes an object of nothing", async () => {
    const upload = await Upload.begin(store, "test/nothing", "text/plain");
    expect(await upload.complete()).toBe(0);
  });

  it("says when R2 does not take a part, and may be abandoned twice", async () => {
    const upload = await Upload.begin(store, "test/abandoned", "text/plain");
    await abandonUpload(store, upload.state);
    await abandonUpload(store, upload.state);
    await expect(upload.write(bytesOf(PART_BYTES))).rejects.toThrow(StorageUnavailable);
    expect(await env.FILES.head("test/abandoned")).toBeNull();
  });
});
