/** `/api/objects`: what is taken in, and what is not. */

import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { OpenUpload, StoredFile } from "../../durable-objects/conversation/files/protocol.ts";
import { newId } from "../../durable-objects/room/id.ts";
import { PART_BYTES } from "../../worker/files/store.ts";
import { eventually } from "../eventually.ts";
import { callWith, problemIn } from "./client.ts";
import { gif, HOSTILE, joined, jpeg, pdf, plain, png, webp } from "./file-corpus.ts";
import {
  ada,
  ask,
  bea,
  begin,
  bytesOf,
  conversation,
  foundDesk,
  get,
  post,
  rows,
  send,
  sendPart,
  storedKeys,
  uploaded,
} from "./file-desk.ts";

beforeAll(foundDesk);

afterEach(() => {
  vi.restoreAllMocks();
});

describe("uploading", () => {
  it("takes a file as it is and as a form's, and tells what it is by its bytes", async () => {
    const wanted = [
      ["a.png", png(3, 2), "image/png", 3, 2],
      ["held.jpg", jpeg(40, 30), "image/jpeg", 40, 30],
      ["turned.jpg", jpeg(40, 30, 6), "image/jpeg", 30, 40],
      ["a.gif", gif(300, 7), "image/gif", 300, 7],
      ["a.webp", webp(640, 480), "image/webp", 640, 480],
      ["wrong name.txt", pdf(), "application/pdf", null, null],
      ["no ending", plain("שלום\tworld 🌍\r\n".repeat(2_000)), "text/plain", null, null],
    ] as const;
    for (const [name, bytes, type, width, height] of wanted) {
      for (const form of [false, true]) {
        const file = await uploaded(bytes, { name, form });
        expect(file).toMatchObject({ name, type, size: bytes.length, width, height, by: ada.id, attached: false });
        expect(file.collection).toBe(`conversations/${conversation}`);
        expect(await bytesOf(await get(file.id))).toEqual(bytes);
      }
    }
  });

  it("P7.24 takes nothing that a browser could run, or that is none of the types taken", async () => {
    const before = [await storedKeys(), await rows()];
    for (const [what, bytes] of Object.entries(HOSTILE)) {
      for (const form of [false, true]) {
        const answer = await send(bytes, {
          name: "picture.png",
          form,
          headers: form ? {} : { "content-type": "image/png" },
        });
        expect(answer.status, what).toBe(422);
        expect(await problemIn(answer), what).toMatchObject({ code: "invalid" });
      }
    }
    expect([await storedKeys(), await rows()]).toEqual(before);
  });

  it("P8.39 refuses an empty file and one above the limit, also where its size is not said, and keeps nothing", async () => {
    const before = [await storedKeys(), await rows()];
    const large = plain("a".repeat(1024 * 1024));
    const stream = () => {
      let left = 12;
      return new ReadableStream<Uint8Array>({
        pull(controller) {
          left -= 1;
          if (left < 0) controller.close();
          else controller.enqueue(large);
        },
      });
    };
    expect((await send(new Uint8Array(0))).status).toBe(422);
    expect((await send(new Uint8Array(0), { form: true })).status).toBe(422);
    const said = await send(joined(...Array.from({ length: 11 }, () => large)));
    expect([said.status, (await problemIn(said)).detail]).toEqual([413, "A file may have at most 10 MB here."]);
    const unsaid = await send(stream());
    expect([unsaid.status, (await problemIn(unsaid)).code]).toEqual([413, "too_large"]);
    const huge = await send(png(60_000, 60_000));
    expect([huge.status, (await problemIn(huge)).code]).toEqual([413, "too_large"]);
    expect([await storedKeys(), await rows()]).toEqual(before);
  });

  it("P1.32 leaves nothing of an upload that breaks off", async () => {
    const before = [await storedKeys(), await rows()];
    const breaking = () => {
      let pulls = 0;
      return new ReadableStream<Uint8Array>({
        pull(controller) {
          pulls += 1;
          if (pulls === 1) controller.enqueue(plain("half of it"));
          else controller.error(new TypeError("the line is cut"));
        },
      });
    };
    expect((await send(breaking())).status).toBeGreaterThanOrEqual(400);
    const short = await send(plain("half of it"), { headers: { "content-length": "100" } });
    expect([short.status, (await problemIn(short)).code]).toEqual([422, "invalid"]);
    const boundary = { "content-type": "multipart/form-data; boundary=x" };
    const head = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n';
    for (const form of [
      head,
      `${head}half of it`,
      `${head}all of it\r\n--x`,
      "--x",
      "",
      "no form at all",
      "--x--\r\n",
    ]) {
      const answer = await send(plain(form), { headers: boundary });
      expect([answer.status, (await problemIn(answer)).code], form).toEqual([422, "invalid"]);
    }
    const two = `${head}one\r\n${head}two\r\n--x--`;
    expect((await send(plain(two), { headers: boundary })).status).toBe(422);
    const whole = await send(plain(`${head}all of it\r\n--x--`), { headers: boundary });
    expect(whole.status).toBe(201);
    const { id } = StoredFile.parse(await whole.json());
    expect((await callWith({}, `/api/objects/${id}`, { method: "DELETE", token: ada.token })).status).toBe(204);
    expect([await storedKeys(), await rows()]).toEqual(before);
  });

  it("keeps of a name what is one, and answers it so that no header breaks", async () => {
    const cases = [
      ["../../etc/passwd", "passwd"],
      ["C:\\Users\\ada\\plan.txt", "plan.txt"],
      ['say "hi"\r\nx: y.txt', 'say "hi"x: y.txt'],
      ["תוכנית 🚀.txt", "תוכנית 🚀.txt"],
      ["gpj.\u202eexe.txt", "gpj.exe.txt"],
      ["..", "file"],
      ["", "file"],
      [`${"a".repeat(400)}.txt`, `${"a".repeat(195)}….txt`],
    ] as const;
    for (const [given, kept] of cases) {
      const file = await uploaded(plain("text"), { name: given });
      expect(file.name).toBe(kept);
      const disposition = (await get(file.id)).headers.get("content-disposition") ?? "";
      expect(disposition).toMatch(/^attachment; filename="[\x20-\x21\x23-\x7e]*"; filename\*=UTF-8''\S+$/);
    }
    const form = await uploaded(plain("text"), { name: 'quote " and \u05d0.txt', form: true });
    expect(form.name).toBe('quote " and \u05d0.txt');
    const page = await uploaded(plain("harmless"), { name: "page.html" });
    expect((await get(page.id)).headers.get("content-disposition")).toContain('filename="page.html.txt"');
  });

  it("P3.36 makes one file of an upload sent twice under one key, and refuses another under it", async () => {
    const headers = { "idempotency-key": newId() };
    for (const form of [false, true]) {
      const more = { headers: { "idempotency-key": newId() }, form, name: "once.txt" };
      const first = await uploaded(plain("the same"), more);
      const again = await send(plain("the same"), more);
      expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([201, "true"]);
      expect(await again.json()).toEqual(first);
      const other = await send(plain("not that"), more);
      expect([other.status, (await problemIn(other)).code]).toEqual([409, "key_reused"]);
    }
    expect((await send(HOSTILE["a program"] ?? "", { headers })).status).toBe(422);
    expect((await send(plain("now a good one"), { headers })).status).toBe(201);
  });

  it("P1.34 keeps what a second attempt brought when the first one, whose sender is long gone, ends at last", async () => {
    const more = { name: "slow.txt", headers: { "idempotency-key": newId() } };
    const cut = Promise.withResolvers<void>();
    let pulls = 0;
    const hanging = new ReadableStream<Uint8Array>({
      async pull(controller) {
        pulls += 1;
        if (pulls === 1) return controller.enqueue(plain("the "));
        await cut.promise;
        controller.error(new TypeError("the line was cut"));
      },
    });
    const first = send(hanging, more);
    await eventually(() => expect(pulls).toBe(2));
    const second = await uploaded(plain("the whole"), more);
    cut.resolve();
    expect((await first).status).toBe(422);
    expect(await (await get(second.id)).text()).toBe("the whole");
    await post([second.id]);
  });

  it("refuses collections that are none, and names them as never been", async () => {
    for (const collection of ["", "conversations", "conversations/x", "exports/1", "conversations/../avatars"]) {
      expect((await send(plain("text"), { collection })).status, collection).toBe(422);
    }
    expect((await send(plain("text"), { collection: `conversations/${newId()}` })).status).toBe(404);
  });

  it("says so while the store is away, and keeps nothing", async () => {
    const before = await rows();
    const bucket: R2Bucket = Object.getPrototypeOf(env.FILES);
    vi.spyOn(bucket, "put").mockRejectedValue(new Error("R2 is down"));
    const answer = await send(plain("text"));
    expect([answer.status, (await problemIn(answer)).code]).toEqual([503, "unavailable"]);
    expect(await rows()).toBe(before);
  });
});

describe("uploading in parts", () => {
  const size = PART_BYTES + 1000;
  // A letter of two bytes stands across the seam.
  const bytes = plain(`${"a".repeat(PART_BYTES - 1)}é${"b".repeat(999)}`);

  it("puts a file together from parts in any order, one of them sent again, and answers a repeated end the same", async () => {
    const upload = await begin(size);
    expect(upload).toMatchObject({ partBytes: PART_BYTES, parts: [], size });
    expect((await sendPart(upload.id, 2, bytes.slice(PART_BYTES))).status).toBe(200);
    const early = await ask(upload.id, "POST", "/complete");
    expect([early.status, (await problemIn(early)).code]).toEqual([409, "conflict"]);
    for (let time = 0; time < 2; time += 1) await sendPart(upload.id, 1, bytes.slice(0, PART_BYTES));
    expect(OpenUpload.parse(await (await ask(upload.id, "GET")).json()).parts).toEqual([1, 2]);
    const done = await ask(upload.id, "POST", "/complete");
    const file = StoredFile.parse(await done.json());
    expect(file).toMatchObject({ id: upload.id, size, type: "text/plain", attached: false });
    expect(await (await ask(upload.id, "POST", "/complete")).json()).toEqual(file);
    expect(await bytesOf(await get(file.id))).toEqual(bytes);
    expect((await ask(upload.id, "GET")).status).toBe(409);
    await post([file.id]);
  });

  it("P7.25 refuses the wrong kind with its first part, and with its end what only the whole shows", async () => {
    const before = await rows();
    const program = await begin(size);
    const refused = await sendPart(program.id, 1, new Uint8Array(PART_BYTES));
    expect([refused.status, (await problemIn(refused)).code]).toEqual([422, "invalid"]);
    const binary = await begin(size);
    await sendPart(binary.id, 1, bytes.slice(0, PART_BYTES));
    await sendPart(binary.id, 2, new Uint8Array(1000));
    const end = await ask(binary.id, "POST", "/complete");
    expect([end.status, (await problemIn(end)).code]).toEqual([422, "invalid"]);
    expect((await get(binary.id)).status).toBe(404);
    expect((await ask(program.id, "DELETE")).status).toBe(204);
    expect(await rows()).toBe(before);
    expect((await storedKeys()).filter((key) => key.includes(binary.id))).toEqual([]);
  });

  it("refuses parts of another length or number, of another's upload, and uploads above the limit", async () => {
    const { id } = await begin(size, { headers: { "idempotency-key": "begin-once" } });
    expect((await begin(size, { headers: { "idempotency-key": "begin-once" } })).id).toBe(id);
    for (const [n, part] of [
      [1, plain("short")],
      [2, plain("a".repeat(1001))],
      [3, plain("a")],
      [0, plain("a")],
    ] as const) {
      expect((await sendPart(id, n, part)).status, `part ${n}`).toBe(422);
    }
    expect(OpenUpload.parse(await (await ask(id, "GET")).json()).parts).toEqual([]);
    expect((await sendPart(id, 2, bytes.slice(PART_BYTES), bea)).status).toBe(404);
    for (const [method, more] of [
      ["GET", ""],
      ["DELETE", ""],
      ["POST", "/complete"],
    ] as const) {
      expect((await ask(id, method, more, bea)).status).toBe(404);
    }
    const body = { collection: `conversations/${conversation}`, name: "x", size: 10 * 1024 * 1024 + 1 };
    expect((await callWith({}, "/api/objects/uploads", { token: ada.token, body })).status).toBe(413);
    const raised = await callWith({ ATTACHMENT_MAX_MB: "20" }, "/api/objects/uploads", { token: ada.token, body });
    expect(raised.status).toBe(201);
  });
});
