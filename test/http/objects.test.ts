/** `/api/objects`: what is taken in, what is not, who gets it back and how. */
import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { OpenUpload, StoredFile } from "../../durable-objects/conversation/files/protocol.ts";
import { newId } from "../../durable-objects/room/id.ts";
import { database } from "../../worker/data/database.ts";
import { countUnattached } from "../../worker/data/files.ts";
import { PART_BYTES } from "../../worker/files/store.ts";
import worker from "../../worker/index.ts";
import { sweepFiles } from "../../worker/jobs/sweep-files.ts";
import { type Account, call, callWith, ORIGIN, PASSWORD, problemIn, signUp, whoAmI } from "./client.ts";
import { gif, HOSTILE, joined, jpeg, pdf, plain, png, webp } from "./file-corpus.ts";

const DAY = 24 * 60 * 60 * 1000;
const Listed = z.object({ items: z.array(StoredFile), next: z.string().nullable() });
const Made = z.object({ id: z.string() });

let ada: Account;
let bea: Account;
let eve: Account;
let workspace: string;
let conversation: string;

interface Sent {
  as?: Account;
  name?: string;
  collection?: string;
  headers?: Record<string, string>;
  /** As the field of a form; else as it is. */
  form?: boolean;
}

function send(bytes: BodyInit, { as = ada, name, collection, headers = {}, form }: Sent = {}): Promise<Response> {
  const query = new URLSearchParams({ collection: collection ?? `conversations/${conversation}` });
  if (name !== undefined && !form) query.set("name", name);
  const all = new Headers({ authorization: `Bearer ${as.token}`, ...headers });
  let body = bytes;
  if (form && bytes instanceof Uint8Array) {
    const fields = new FormData();
    fields.append("note", "a field beside it");
    fields.append("file", new File([bytes], name ?? "a.bin", { type: "application/x-wrong" }));
    body = fields;
  }
  return fetching(new Request(new URL(`/api/objects/upload?${query}`, ORIGIN), { method: "POST", headers: all, body }));
}

async function fetching(request: Request): Promise<Response> {
  const context = createExecutionContext();
  const answer = await worker.fetch(new Request(request), { ...env, RATE_LIMITS: "off" }, context);
  await waitOnExecutionContext(context);
  return answer;
}

async function uploaded(bytes: Uint8Array<ArrayBuffer>, sent: Sent = {}): Promise<StoredFile> {
  const answer = await send(bytes, sent);
  expect(answer.status, await answer.clone().text()).toBe(201);
  return StoredFile.parse(await answer.json());
}

function get(id: string, as: Account = ada, headers: Record<string, string> = {}, method = "GET"): Promise<Response> {
  return callWith({ RATE_LIMITS: "off" }, `/api/objects/${id}`, { method, token: as.token, headers });
}

async function bytesOf(answer: Response): Promise<Uint8Array> {
  return new Uint8Array(await answer.arrayBuffer());
}

const room = () => env.CONVERSATION.getByName(conversation);

/** Posts a message with these files. */
async function post(files: string[], as: Account = ada): Promise<string> {
  const message = newId();
  const who = { user: as.id, name: "Ada", role: "member" as const };
  const posted = await room().post(who, { message, text: "", attachments: files });
  if (!posted.ok) throw new Error(posted.problem.message);
  return message;
}

async function storedKeys(): Promise<string[]> {
  return (await env.FILES.list()).objects.map(({ key }) => key);
}

const rows = async () => (await env.DB.prepare("SELECT id FROM files ORDER BY id").all()).results.length;

async function newWorkspace(owner: Account): Promise<{ id: string; general: string }> {
  const { id } = Made.parse(
    await (await call("/api/workspaces", { token: owner.token, body: { name: "Engine" } })).json(),
  );
  const list = await call(`/api/workspaces/${id}/conversations`, { token: owner.token });
  const [general] = z.object({ items: z.array(Made) }).parse(await list.json()).items;
  return { id, general: general?.id ?? "" };
}

beforeAll(async () => {
  [ada, bea, eve] = [await signUp("Ada"), await signUp("Bea"), await signUp("Eve")];
  ({ id: workspace, general: conversation } = await newWorkspace(ada));
  const invited = await call(`/api/workspaces/${workspace}/invitations`, {
    token: ada.token,
    body: { role: "member" },
  });
  const { token } = z.object({ token: z.string() }).parse(await invited.json());
  const accepted = await call(`/api/invitations/${token}/accept`, { method: "POST", token: bea.token });
  expect(accepted.status).toBeLessThan(300);
});

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

  it("[P7 files-by-content] takes nothing that a browser could run, or that is none of the types taken", async () => {
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

  it("[P8 files-size] refuses an empty file and one above the limit, also where its size is not said, and keeps nothing", async () => {
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

  it("[P1 files-whole] leaves nothing of an upload that breaks off", async () => {
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

  it("[P3 upload-once] makes one file of an upload sent twice under one key, and refuses another under it", async () => {
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

  it("[P1 upload-overtaken] keeps what a second attempt brought when the first one, whose sender is long gone, ends at last", async () => {
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
    await vi.waitFor(() => expect(pulls).toBe(2));
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

describe("reading", () => {
  it("[P5 files-shut] gives an attached file to who may read the conversation, an unattached one to its uploader, others nothing", async () => {
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
  it("[P3 file-once] takes its author's own files of this conversation, each into one message", async () => {
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

  it("[P9 files-go] deletes the files of a deleted message in R2 and D1, also when R2 was away then", async () => {
    const file = await uploaded(plain("short-lived"));
    const message = await post([file.id]);
    await vi.waitFor(async () => {
      const list = await call(`/api/objects?collection=conversations/${conversation}`, { token: bea.token });
      expect(Listed.parse(await list.json()).items.map(({ id }) => id)).toContain(file.id);
    });
    const bucket: R2Bucket = Object.getPrototypeOf(env.FILES);
    const down = vi.spyOn(bucket, "delete").mockRejectedValue(new Error("R2 is down"));
    await room().remove({ user: ada.id, name: "Ada", role: "member" }, message);
    await vi.waitFor(() => expect(down).toHaveBeenCalled());
    down.mockRestore();
    await vi.waitFor(
      async () => {
        expect((await get(file.id)).status).toBe(404);
        expect((await storedKeys()).some((key) => key.includes(file.id))).toBe(false);
      },
      { timeout: 15_000, interval: 200 },
    );
  });

  it("[P8 files-swept] sweeps after a day what no message took, and uploads never completed; what one has stays", async () => {
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
  it("[P9 files-erased] takes all its files with it, and uploads that are under way", async () => {
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

async function begin(size: number, more: { as?: Account; collection?: string; headers?: Record<string, string> } = {}) {
  const { as = ada, collection = `conversations/${conversation}`, headers = {} } = more;
  const body = { collection, name: "large.txt", size };
  const answer = await callWith({}, "/api/objects/uploads", { token: as.token, body, headers });
  expect(answer.status, await answer.clone().text()).toBe(201);
  return OpenUpload.parse(await answer.json());
}

function sendPart(id: string, n: number, bytes: Uint8Array<ArrayBuffer>, as = ada): Promise<Response> {
  const url = new URL(`/api/objects/uploads/${id}/parts/${n}`, ORIGIN);
  return fetching(new Request(url, { method: "PUT", headers: { authorization: `Bearer ${as.token}` }, body: bytes }));
}

const ask = (id: string, method: string, more = "", as = ada) =>
  callWith({}, `/api/objects/uploads/${id}${more}`, { method, token: as.token });

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

  it("[P7 parts-by-content] refuses the wrong kind with its first part, and with its end what only the whole shows", async () => {
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
