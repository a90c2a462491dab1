import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Attachment } from "../../../../durable-objects/conversation/protocol.ts";
import { ApiError, unreachable } from "../../../sdk/api/problem.ts";
import { when } from "../../../sdk/observed.ts";
import { Uploads } from "./uploads.ts";

const attachment: Attachment = { id: "f1", name: "a.txt", type: "text/plain", size: 3, width: null, height: null };
const file = (name: string, type = "text/plain", words = "abc") => new File([words], name, { type });

beforeAll(() => {
  vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: () => "blob:x", revokeObjectURL: () => {} }));
});

describe("files on their way with a message", () => {
  it("tells how far each is, and has it when it is there", async () => {
    const uploads = new Uploads(async (_file, { onProgress }) => {
      onProgress(2);
      return attachment;
    }, 10);
    uploads.add([file("a.txt")]);
    expect(uploads.rows.value[0]?.stage).toEqual({ name: "sending", sentBytes: 2 });
    await when(uploads.rows, ([row]) => row?.stage.name === "sent");
    expect(uploads.attachments).toEqual([attachment]);
  });

  it("says what the server said, and tries again where that may help", async () => {
    const tooLarge = new ApiError({ status: 413, code: "too_large", message: "A file may have at most 10 MB." });
    const answers = [Promise.reject(unreachable()), Promise.reject(tooLarge)];
    for (const answer of answers) answer.catch(() => {});
    const uploads = new Uploads(() => answers.shift() ?? Promise.resolve(attachment), 10);
    uploads.add([file("a.txt")]);
    const [first] = await when(uploads.rows, ([row]) => row?.stage.name === "refused");
    expect(first?.stage).toMatchObject({ mends: true });
    uploads.retry(first?.id ?? "");
    const [second] = await when(uploads.rows, ([row]) => row?.stage.name === "refused");
    expect(second?.stage).toEqual({ name: "refused", words: "A file may have at most 10 MB.", mends: false });
  });

  it("does not begin what would be refused, and counts no refused one", () => {
    const uploads = new Uploads(() => Promise.withResolvers<Attachment>().promise, 2);
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
    const uploads = new Uploads((_file, { signal }) => {
      signal.addEventListener("abort", () => {
        stopped = true;
      });
      return Promise.withResolvers<Attachment>().promise;
    }, 10);
    uploads.add([file("a.txt")]);
    uploads.remove(uploads.rows.value[0]?.id ?? "");
    expect(stopped).toBe(true);
    expect(uploads.rows.value).toEqual([]);
  });
});
