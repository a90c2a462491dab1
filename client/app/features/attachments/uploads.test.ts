import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Attachment } from "../../../../durable-objects/conversation/protocol.ts";
import { ApiError, unreachable } from "../../../sdk/api/problem.ts";
import { when } from "../../../sdk/observed.ts";
import { Uploads } from "./uploads.ts";

const attachment: Attachment = { id: "f1", name: "a.txt", type: "text/plain", size: 3, width: null, height: null };
const dropped: string[] = [];
const uploadsBy = (send: ConstructorParameters<typeof Uploads>[0]["send"], most = 10) =>
  new Uploads({ send, most, drop: ({ id }) => dropped.push(id) });
const file = (name: string, type = "text/plain", words = "abc") => new File([words], name, { type });

beforeAll(() => {
  vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: () => "blob:x", revokeObjectURL: () => {} }));
});

describe("files on their way with a message", () => {
  it("tells how far each is, and has it when it is there", async () => {
    const uploads = uploadsBy(async (_file, { onProgress }) => {
      onProgress(2);
      return attachment;
    });
    uploads.add([file("a.txt")]);
    expect(uploads.rows.value[0]?.stage).toEqual({ name: "sending", sentBytes: 2 });
    await when(uploads.rows, ([row]) => row?.stage.name === "sent");
    expect(uploads.attachments).toEqual([attachment]);
  });

  it("says what the server said, and tries again where that may help", async () => {
    const tooLarge = new ApiError({ status: 413, code: "too_large", message: "A file may have at most 10 MB." });
    const answers = [Promise.reject(unreachable()), Promise.reject(tooLarge)];
    for (const answer of answers) answer.catch(() => {});
    const uploads = uploadsBy(() => answers.shift() ?? Promise.resolve(attachment));
    uploads.add([file("a.txt")]);
    const [first] = await when(uploads.rows, ([row]) => row?.stage.name === "refused");
    expect(first?.stage).toMatchObject({ mends: true });
    uploads.retry(first?.id ?? "");
    const [second] = await when(uploads.rows, ([row]) => row?.stage.name === "refused");
    expect(second?.stage).toEqual({ name: "refused", words: "A file may have at most 10 MB.", mends: false });
  });

  it("does not begin what would be refused, and counts no refused one", () => {
    const uploads = uploadsBy(() => Promise.withResolvers<Attachment>().promise, 2);
    uploads.add([file("a.mp4", "video/mp4"), file("empty", "", ""), file("a"), file("b"), file("c")]);
    expect(uploads.rows.value.map(({ stage }) => (stage.name === "refused" ? stage.words : stage.name))).toEqual([
      "Files of this kind cannot be sent: only pictures (JPEG, PNG, GIF, WebP), PDF and text.",
      "This file is empty, or a folder. Choose the files in it.",
      "sending",
      "sending",
      "A message can have at most 2 files.",
    ]);
  });

  it("stops sending what is taken off", () => {
    let stopped = false;
    const uploads = uploadsBy((_file, { signal }) => {
      signal.addEventListener("abort", () => {
        stopped = true;
      });
      return Promise.withResolvers<Attachment>().promise;
    });
    uploads.add([file("a.txt")]);
    uploads.remove(uploads.rows.value[0]?.id ?? "");
    expect(stopped).toBe(true);
    expect(uploads.rows.value).toEqual([]);
    expect(dropped).toEqual([]);
  });

  it("has the server forget what is taken off, and keep what went with a message", async () => {
    const uploads = uploadsBy(async () => attachment);
    uploads.add([file("a.txt")]);
    const [row] = await when(uploads.rows, ([first]) => first?.stage.name === "sent");
    uploads.remove(row?.id ?? "");
    expect(dropped).toEqual(["f1"]);
    uploads.add([file("b.txt")]);
    await when(uploads.rows, ([first]) => first?.stage.name === "sent");
    uploads.clear();
    expect(uploads.rows.value).toEqual([]);
    expect(dropped).toEqual(["f1"]);
  });
});
