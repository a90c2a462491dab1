import { describe, expect, it } from "vitest";
import { Http } from "./http.ts";
import { ApiError } from "./problem.ts";
import { Uploading } from "./uploading.ts";

const MB = 1024 * 1024;
const PART = 5 * MB;

const stored = {
  id: "f1",
  collection: "conversations/c1",
  name: "a.txt",
  type: "text/plain",
  size: 3,
  width: null,
  height: null,
  by: "u1",
  at: 1,
  attached: false,
};

/** A server of files whose network is cut as often as `cuts` says, before each request and after it alike. */
function serverWith(cuts: { before?: number; after?: number } = {}) {
  const left = { before: cuts.before ?? 0, after: cuts.after ?? 0 };
  const seen: string[] = [];
  const keys = new Set<string>();
  const waited: number[] = [];
  const parts = new Map<number, number>();
  const answer = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    seen.push(`${request.method} ${pathname}`);
    const key = request.headers.get("idempotency-key");
    if (key) keys.add(key);
    const part = /parts\/(\d+)$/.exec(pathname)?.[1];
    if (part) parts.set(Number(part), (await request.arrayBuffer()).byteLength);
    if (pathname.endsWith("/upload") || pathname.endsWith("/complete")) return Response.json(stored);
    const upload = { id: "f1", collection: "conversations/c1", name: "a.txt", size: 12 * MB, partBytes: PART, at: 1 };
    return Response.json({ ...upload, parts: [...parts.keys()] });
  };
  const http = new Http({
    origin: "http://server.test",
    fetch: async (input, init) => {
      if (left.before > 0) {
        left.before -= 1;
        throw new TypeError("cut");
      }
      const answered = await answer(new Request(input, init));
      if (left.after > 0) {
        left.after -= 1;
        throw new TypeError("cut");
      }
      return answered;
    },
  });
  const wait = async (ms: number, signal: AbortSignal | undefined) => {
    signal?.throwIfAborted();
    waited.push(ms);
  };
  return { files: new Uploading(http, { wait, random: () => 1 }), seen, keys, waited, parts };
}

describe("uploading a file", () => {
  it("sends a small one whole, again under the same key when the network was cut", async () => {
    const { files, seen, keys, waited } = serverWith({ before: 1, after: 1 });
    const sent: number[] = [];
    const file = new File(["abc"], "a.txt");
    expect(await files.upload("conversations/c1", file, { onProgress: (bytes) => sent.push(bytes) })).toEqual(stored);
    expect(seen).toEqual(["POST /api/objects/upload", "POST /api/objects/upload"]);
    expect(keys.size).toBe(1);
    expect(waited).toEqual([500, 1000]);
    expect(sent.at(-1)).toBe(3);
  });

  it("sends a large one in parts, and those again that were cut", async () => {
    const { files, parts, seen } = serverWith({ after: 2 });
    const sent: number[] = [];
    const file = new File([new Uint8Array(12 * MB)], "a.txt");
    await files.upload("conversations/c1", file, { onProgress: (bytes) => sent.push(bytes) });
    expect([...parts]).toEqual([
      [1, PART],
      [2, PART],
      [3, 2 * MB],
    ]);
    expect(sent).toEqual([PART, 2 * PART, 12 * MB]);
    expect(seen.at(-1)).toBe("POST /api/objects/uploads/f1/complete");
  });

  it("gives up after a while, and at once where the server will not have it", async () => {
    const away = serverWith({ before: 100 });
    await expect(away.files.upload("avatars", new File(["abc"], "a.txt"), {})).rejects.toThrow(ApiError);
    expect(away.waited.length).toBe(8);
    const http = new Http({
      origin: "http://server.test",
      fetch: async () => Response.json({ code: "too_large", detail: "Too large" }, { status: 413 }),
    });
    const refused = new Uploading(http, { wait: () => Promise.reject(new Error("waited")), random: () => 1 });
    await expect(refused.upload("avatars", new File(["abc"], "a.txt"), {})).rejects.toMatchObject({
      code: "too_large",
    });
  });

  it("stops when it is told to, and lets the server forget what it has", async () => {
    const { files, seen } = serverWith();
    const stop = new AbortController();
    const file = new File([new Uint8Array(12 * MB)], "a.txt");
    const uploading = files.upload("conversations/c1", file, {
      signal: stop.signal,
      onProgress: () => stop.abort(new DOMException("stopped", "AbortError")),
    });
    await expect(uploading).rejects.toThrow("stopped");
    expect(seen.filter((request) => request.includes("/parts/")).length).toBe(1);
    expect(seen.at(-1)).toBe("DELETE /api/objects/uploads/f1");
  });
});
