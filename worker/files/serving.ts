/** A file as an answer, in whole or in part, such that a browser neither runs it nor takes it for anything else. */
import type { FileType } from "../../durable-objects/conversation/files/protocol.ts";
import { RoomError } from "../../durable-objects/room/errors.ts";
import type { FileContent, FileRecord } from "../data/files.ts";
import { answering } from "./conditional.ts";
import { dispositionOf } from "./download.ts";
import { savedName } from "./names.ts";
import { keyOf } from "./places.ts";
import { type FileStore, StorageUnavailable } from "./store.ts";

const CONTENT_TYPES: Partial<Record<FileType, string>> = { "text/plain": "text/plain; charset=utf-8" };

/** Pictures never change, and anyone signed in may see them; whether a file may still be read is asked each time. */
const CACHE = { avatars: "private, max-age=86400, immutable", conversations: "private, no-cache" } as const;

/** Answers a GET or HEAD for a file. @throws RoomError `unavailable`, `gone` */
export async function answerFile(
  store: FileStore,
  request: Request,
  file: FileRecord,
  content: FileContent,
): Promise<Response> {
  const { size, digest } = content;
  const etag = `"${digest}"`;
  const answer = answering(request.headers, { etag, modifiedAt: file.at, size });
  const headers = new Headers(headersOf(file, content));
  headers.set("etag", etag);
  if (answer.status === 304 || answer.status === 412) return new Response(null, { status: answer.status, headers });
  if (answer.status === 416) {
    headers.set("content-range", `bytes */${size}`);
    headers.delete("content-disposition");
    return new Response(null, { status: 416, headers });
  }
  headers.set("content-length", String(answer.status === 206 ? answer.range.length : size));
  if (answer.status === 206) {
    const { offset, length } = answer.range;
    headers.set("content-range", `bytes ${offset}-${offset + length - 1}/${size}`);
  }
  const body =
    request.method === "HEAD" ? null : await read(store, file, answer.status === 206 ? answer.range : undefined);
  return new Response(body, { status: answer.status, headers });
}

async function read(store: FileStore, file: FileRecord, range: { offset: number; length: number } | undefined) {
  const stream = await store.read(keyOf(file), range).catch((cause: unknown) => {
    if (!(cause instanceof StorageUnavailable)) throw cause;
    throw new RoomError("unavailable", "The file cannot be read just now; try again.");
  });
  if (!stream) throw new RoomError("gone", "This file is no longer kept.");
  return stream;
}

function headersOf({ name, at, place }: FileRecord, { type }: FileContent): Record<string, string> {
  const manner = type.startsWith("image/") ? "inline" : "attachment";
  return {
    "content-type": CONTENT_TYPES[type] ?? type,
    "content-disposition": dispositionOf(manner, savedName(name, type)),
    "accept-ranges": "bytes",
    "last-modified": new Date(at).toUTCString(),
    "cache-control": CACHE[place.collection],
    vary: "Authorization, Cookie",
    "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "cross-origin-resource-policy": "same-origin",
  };
}
