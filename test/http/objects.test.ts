/** `/api/objects`: who gets back what was taken in, how, and until when. */

import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { newId } from "../../durable-objects/room/id.ts";
import { database } from "../../worker/data/database.ts";
import { countUnattached } from "../../worker/data/files.ts";
import { PART_BYTES } from "../../worker/files/store.ts";
import { sweepFiles } from "../../worker/jobs/sweep-files.ts";
import { eventually } from "../eventually.ts";
import { call, callWith, PASSWORD, problemIn, signUp, whoAmI } from "./client.ts";
import { gif, joined, jpeg, pdf, plain, png, webp } from "./file-corpus.ts";
import {
  ada,
  bea,
  begin,
  conversation,
  DAY,
  eve,
  foundDesk,
  get,
  Listed,
  Made,
  newWorkspace,
  post,
  room,
  send,
  storedKeys,
  uploaded,
  workspace,
} from "./file-desk.ts";

beforeAll(foundDesk);

afterEach(() => {
  vi.restoreAllMocks();
});

describe("reading", () => {
  it("P5.48 gives an attached file to who may read the conversation, an unattached one to its uploader, others nothing", async () => {
    const file = await uploaded(png(1, 1), { name: "a.png" });
    const codes = async () => [
      (await get(file.id)).status,
      (await get(file.id, bea)).status,
      (await get(file.id, eve)).status,
    ];
    expect(await codes()).toEqual([200, 404, 404]);
    await post([file.id]);
    expect(await codes()).toEqual([200, 200, 404]);
    const outside = [
      await send(plain("text"), { as: eve }),
      await callWith({}, `/api/objects?collection=conversations/${conversation}`, { token: eve.token }),
      await callWith({}, `/api/objects/${file.id}`, { method: "DELETE", token: eve.token }),
      await call(`/api/objects/${file.id}`),
    ];
    expect(outside.map(({ status }) => status)).toEqual([404, 404, 404, 401]);
  });

  it("answers with headers by which a browser runs nothing of it", async () => {
    const picture = await get((await uploaded(png(1, 1), { name: "a.png" })).id);
    const file = await get((await uploaded(pdf(), { name: "a.pdf" })).id);
    const words = await get((await uploaded(plain("a <script> is a word"), { name: "a" })).id);
    for (const answer of [picture, file, words]) {
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
      expect(answer.headers.get("content-security-policy")).toContain("sandbox");
      expect(answer.headers.get("cache-control")).toMatch(/^private/);
      expect(answer.headers.get("cross-origin-resource-policy")).toBe("same-origin");
    }
    expect(picture.headers.get("content-disposition")).toMatch(/^inline/);
    expect([file, words].map((answer) => answer.headers.get("content-disposition")?.split(";")[0])).toEqual([
      "attachment",
      "attachment",
    ]);
    expect(words.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  });

  it("answers ranges, conditions and HEAD as HTTP wants them", async () => {
    const { id } = await uploaded(plain("0123456789"), { name: "digits.txt" });
    const whole = await get(id);
    const etag = whole.headers.get("etag") ?? "";
    const modified = whole.headers.get("last-modified") ?? "";
    const asked = async (headers: Record<string, string>) => {
      const answer = await get(id, ada, headers);
      return [answer.status, await answer.text(), answer.headers.get("content-range")];
    };
    expect(await asked({ range: "bytes=2-4" })).toEqual([206, "234", "bytes 2-4/10"]);
    expect(await asked({ range: "bytes=7-" })).toEqual([206, "789", "bytes 7-9/10"]);
    expect(await asked({ range: "bytes=7-99" })).toEqual([206, "789", "bytes 7-9/10"]);
    expect(await asked({ range: "bytes=-3" })).toEqual([206, "789", "bytes 7-9/10"]);
    expect(await asked({ range: "bytes=-99" })).toEqual([206, "0123456789", "bytes 0-9/10"]);
    for (const range of ["bytes=10-", "bytes=99-100", "bytes=-0"]) {
      expect(await asked({ range }), range).toEqual([416, "", "bytes */10"]);
    }
    for (const range of ["bytes=4-2", "bytes=a-b", "items=0-1", "bytes=-", "bytes=0-1,4-5"]) {
      expect(await asked({ range }), range).toEqual([200, "0123456789", null]);
    }
    expect(await asked({ range: "bytes=0-1", "if-range": etag })).toEqual([206, "01", "bytes 0-1/10"]);
    expect(await asked({ range: "bytes=0-1", "if-range": modified })).toEqual([206, "01", "bytes 0-1/10"]);
    expect(await asked({ range: "bytes=0-1", "if-range": '"other"' })).toEqual([200, "0123456789", null]);
    for (const condition of [etag, `"x", W/${etag}`, "*"]) {
      expect((await get(id, ada, { "if-none-match": condition })).status, condition).toBe(304);
    }
    expect((await get(id, ada, { "if-none-match": '"x"' })).status).toBe(200);
    expect((await get(id, ada, { "if-modified-since": modified })).status).toBe(304);
    expect((await get(id, ada, { "if-modified-since": new Date(0).toUTCString() })).status).toBe(200);
    expect((await get(id, ada, { "if-match": '"x"' })).status).toBe(412);
    const head = await get(id, ada, {}, "HEAD");
    expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, "10", ""]);
  });

  it("lists a conversation's files page by page, and by how their names begin", async () => {
    const made = await newWorkspace(ada);
    const collection = `conversations/${made.general}`;
    const names = ["Plan 1.txt", "plan 2.txt", "other.txt"];
    for (const name of names) await uploaded(plain(name), { name, collection });
    const list = async (query: string) =>
      Listed.parse(await (await call(`/api/objects?collection=${collection}&${query}`, { token: ada.token })).json());
    const first = await list("limit=2");
    expect(first.items.map(({ name }) => name)).toEqual(["other.txt", "plan 2.txt"]);
    const second = await list(`limit=2&cursor=${first.next}`);
    expect([second.items.map(({ name }) => name), second.next]).toEqual([["Plan 1.txt"], null]);
    expect((await list("prefix=PLAN")).items.map(({ name }) => name)).toEqual(["plan 2.txt", "Plan 1.txt"]);
    expect((await list("prefix=%25")).items).toEqual([]);
  });
});

describe("a message and its files", () => {
  it("P3.37 takes its author's own files of this conversation, each into one message", async () => {
    const mine = await uploaded(plain("mine"));
    const hers = await uploaded(plain("hers"), { as: bea });
    const elsewhere = await newWorkspace(ada);
    const other = await uploaded(plain("other"), { collection: `conversations/${elsewhere.general}` });
    await post([mine.id]);
    for (const files of [[mine.id], [hers.id], [other.id], [newId()]]) {
      await expect(post(files)).rejects.toThrow("cannot be attached");
    }
    const refused = await callWith({}, `/api/objects/${mine.id}`, { method: "DELETE", token: ada.token });
    expect([refused.status, (await problemIn(refused)).code]).toEqual([409, "conflict"]);
  });

  it("are held by one that waits for its time: no other message has them, nobody else sees them, no sweep takes them", async () => {
    const file = await uploaded(plain("for later"));
    const [who, message] = [{ user: ada.id, name: "Ada", role: "member" as const }, newId()];
    const wanted = { message, text: "", attachments: [file.id], sendAt: Date.now() + DAY };
    expect((await room().postLater(who, wanted)).ok).toBe(true);
    await expect(post([file.id])).rejects.toThrow("cannot be attached");
    await sweepFiles(env, Date.now() + DAY + 60_000);
    expect([(await get(file.id)).status, (await get(file.id, bea)).status]).toEqual([200, 404]);
    expect((await room().unschedule(who, message)).ok).toBe(true);
    await post([file.id]);
    expect((await get(file.id, bea)).status).toBe(200);
  });

  it("P9.30 deletes the files of a deleted message in R2 and D1, also when R2 was away then", async () => {
    const file = await uploaded(plain("short-lived"));
    const message = await post([file.id]);
    await eventually(async () => {
      const list = await call(`/api/objects?collection=conversations/${conversation}`, { token: bea.token });
      expect(Listed.parse(await list.json()).items.map(({ id }) => id)).toContain(file.id);
    });
    const bucket: R2Bucket = Object.getPrototypeOf(env.FILES);
    const down = vi.spyOn(bucket, "delete").mockRejectedValue(new Error("R2 is down"));
    await room().remove({ user: ada.id, name: "Ada", role: "member" }, message);
    await eventually(() => expect(down).toHaveBeenCalled());
    down.mockRestore();
    await vi.waitFor(
      async () => {
        expect((await get(file.id)).status).toBe(404);
        expect((await storedKeys()).some((key) => key.includes(file.id))).toBe(false);
      },
      { timeout: 15_000, interval: 200 },
    );
  });

  it("P8.40 sweeps after a day what no message took, and uploads never completed; what one has stays", async () => {
    const kept = await uploaded(plain("kept"));
    await post([kept.id]);
    const alone = await uploaded(plain("alone"));
    const begun = await begin(6 * 1024 * 1024);
    expect(await sweepFiles(env, Date.now() + DAY - 60_000)).toBe(0);
    expect(await sweepFiles(env, Date.now() + DAY + 60_000)).toBeGreaterThanOrEqual(2);
    expect([(await get(kept.id)).status, (await get(alone.id)).status]).toEqual([200, 404]);
    expect((await callWith({}, `/api/objects/uploads/${begun.id}`, { token: ada.token })).status).toBe(404);
    await expect(post([alone.id])).rejects.toThrow("cannot be attached");
    expect(await countUnattached(database(env.DB), ada.id)).toBe(0);
    expect((await storedKeys()).filter((key) => key.includes(alone.id))).toEqual([]);
  });
});

describe("a conversation that is deleted", () => {
  it("P9.31 takes all its files with it, and uploads that are under way", async () => {
    const path = `/api/workspaces/${workspace}/conversations`;
    const body = { kind: "private", name: "Short-lived" };
    const { id } = Made.parse(await (await call(path, { token: ada.token, body })).json());
    const collection = `conversations/${id}`;
    const file = await uploaded(plain("in it"), { collection });
    const message = { text: "with a file", attachments: [file.id] };
    expect((await call(`${path}/${id}/messages`, { token: ada.token, body: message })).status).toBe(201);
    await uploaded(png(1, 1), { collection });
    await begin(PART_BYTES + 1, { collection });
    expect((await call(`${path}/${id}`, { method: "DELETE", token: ada.token })).status).toBeLessThan(300);
    await vi.waitFor(
      async () => {
        const { results } = await env.DB.prepare("SELECT id FROM files WHERE conversation = ?").bind(id).all();
        expect(results).toEqual([]);
        expect((await storedKeys()).filter((key) => key.includes(id))).toEqual([]);
      },
      { timeout: 10_000, interval: 100 },
    );
    expect((await get(file.id)).status).toBe(404);
    expect((await send(plain("late"), { collection })).status).toBe(404);
  });
});

describe("pictures of people", () => {
  const avatars = { collection: "avatars", name: "me.png" };

  it("become the picture of who uploaded them, for anyone signed in, and the one before is deleted", async () => {
    const first = await uploaded(png(2, 2), avatars);
    expect(first).toMatchObject({ collection: "avatars", attached: true });
    expect(await whoAmI({ token: ada.token })).toMatchObject({ image: `/api/objects/${first.id}` });
    const second = await uploaded(webp(2, 2), avatars);
    expect(await whoAmI({ token: ada.token })).toMatchObject({ image: `/api/objects/${second.id}` });
    expect([(await get(first.id)).status, (await get(second.id, eve)).status]).toEqual([404, 200]);
    const shown = await get(second.id, eve);
    expect(shown.headers.get("cache-control")).toContain("immutable");
    expect((await call(`/api/objects/${second.id}`, { method: "DELETE", token: eve.token })).status).toBe(403);
    const list = await call("/api/objects?collection=avatars", { token: ada.token });
    expect(Listed.parse(await list.json()).items.map(({ id }) => id)).toEqual([second.id]);
    expect((await call(`/api/objects/${second.id}`, { method: "DELETE", token: ada.token })).status).toBe(204);
    expect(await whoAmI({ token: ada.token })).toMatchObject({ image: null });
    expect((await storedKeys()).filter((key) => key.startsWith("avatars/"))).toEqual([]);
  });

  it("are JPEG, PNG or WebP of at most 5 MB", async () => {
    for (const bytes of [gif(2, 2), pdf(), plain("text")]) {
      const answer = await send(bytes, avatars);
      expect([answer.status, (await problemIn(answer)).detail]).toEqual([
        422,
        "A file of this kind cannot be uploaded here; it must be JPEG, PNG or WebP.",
      ]);
    }
    const large = await send(joined(png(2, 2), new Uint8Array(5 * 1024 * 1024)), avatars);
    expect([large.status, (await problemIn(large)).detail]).toEqual([413, "A file may have at most 5 MB here."]);
    expect((await uploaded(jpeg(2, 2), { ...avatars, name: "a.jpg" })).type).toBe("image/jpeg");
  });

  it("go with their account", async () => {
    const gone = await signUp("Gone");
    const own = await uploaded(png(2, 2), { ...avatars, as: gone });
    const body = { password: PASSWORD };
    expect((await call("/api/me", { method: "DELETE", token: gone.token, body })).status).toBe(204);
    await sweepFiles(env, Date.now() + DAY + 60_000);
    expect((await storedKeys()).filter((key) => key.includes(own.id))).toEqual([]);
  });

  it("go when another picture, or none, is chosen, by the next sweep", async () => {
    const own = await uploaded(png(2, 2), avatars);
    await call("/api/me", { method: "PATCH", token: ada.token, body: { image: "https://example.com/a.png" } });
    expect(await whoAmI({ token: ada.token })).toMatchObject({ image: "https://example.com/a.png" });
    await sweepFiles(env, Date.now() + DAY + 60_000);
    expect((await get(own.id)).status).toBe(404);
  });
});
