/** Files that come in parts, each by a request of its own, so that what a cut network has lost is one part. */
import type { OpenUpload } from "../../durable-objects/conversation/files/protocol.ts";
import { RoomError } from "../../durable-objects/room/errors.ts";
import { newId } from "../../durable-objects/room/id.ts";
import { database } from "../data/database.ts";
import {
  collectionOf,
  type FileContent,
  type FileRecord,
  type NewFile,
  noteFile,
  notePart,
  noteUpload,
  partsOf,
} from "../data/files.ts";
import type { Bindings } from "../env.ts";
import { type Allowed, Inspection, tooLarge } from "./inspection.ts";
import { keyOf } from "./places.ts";
import { r2Store } from "./r2-store.ts";
import { PART_BYTES, type PartUpload, type UploadedPart } from "./store.ts";
import { drop, refusalOf, settleFile } from "./uploading.ts";

/** Begins an upload in parts; again under the same id it goes on with the one there is. */
export async function beginUpload(
  env: Bindings,
  file: Omit<NewFile, "attempt">,
  { maxBytes }: Allowed,
): Promise<OpenUpload> {
  if (file.size > maxBytes) throw tooLarge(maxBytes);
  const db = database(env.DB);
  const begun: NewFile = { ...file, attempt: newId() };
  const noted = (await noteFile(db, begun)) ?? { ...begun, upload: null, content: null, attachedAt: null };
  if (noted.upload === null && noted.content === null) {
    const { upload } = await stored(r2Store(env.FILES).begin(keyOf(noted), "application/octet-stream"));
    await noteUpload(db, file.id, upload);
  }
  return uploadShown(env, noted);
}

/** How far an upload is. */
export async function uploadShown(env: Bindings, file: FileRecord): Promise<OpenUpload> {
  const { id, name, size, at } = file;
  const parts = (await partsOf(database(env.DB), id)).map(({ partNumber }) => partNumber);
  return { id, collection: collectionOf(file.place), name, size, partBytes: PART_BYTES, parts, at };
}

/** Takes one part. The first one is looked into, so that nobody sends all of a file that is not taken. */
export async function takePart(
  env: Bindings,
  file: FileRecord,
  partNumber: number,
  stream: ReadableStream<Uint8Array>,
  allowed: Allowed,
): Promise<void> {
  const size = sizeOfPart(file, partNumber);
  if (size === null) throw new RoomError("invalid", "This upload has no part of this number.");
  const inspection = new Inspection(allowed);
  const looked = partNumber === 1 ? stream.pipeThrough(inspection.watching()) : stream;
  const part = await stored(r2Store(env.FILES).writePart(placeOf(file), partNumber, { stream: looked, size }));
  await notePart(database(env.DB), file.id, part);
}

/**
 * Puts the parts together and looks into the whole; again it answers the same.
 * @throws RoomError for what is not taken, of which nothing is left then; `unavailable` where it is to be tried again.
 */
export async function completeUpload(env: Bindings, file: FileRecord, allowed: Allowed): Promise<FileRecord> {
  if (file.content) return settleFile(env, file, file.content);
  const parts = await partsOf(database(env.DB), file.id);
  const missing = numbersOf(file).filter((number) => !parts.some(({ partNumber }) => partNumber === number));
  if (missing.length > 0) {
    throw new RoomError("conflict", `Parts of this upload are missing: ${missing.slice(0, 10).join(", ")}.`);
  }
  await putTogether(env, file, parts);
  try {
    return await settleFile(env, file, await looked(env, file, allowed));
  } catch (cause) {
    if (cause instanceof RoomError && cause.code !== "unavailable") await drop(env, file);
    throw refusalOf(cause);
  }
}

async function looked(env: Bindings, file: FileRecord, allowed: Allowed): Promise<FileContent> {
  const inspection = new Inspection(allowed);
  const stream = await r2Store(env.FILES).read(keyOf(file));
  if (!stream) throw new RoomError("gone", "This upload is gone. Begin it anew.");
  for await (const bytes of stream) await inspection.take(bytes);
  return inspection.finish();
}

async function putTogether(env: Bindings, file: FileRecord, parts: readonly UploadedPart[]): Promise<void> {
  const store = r2Store(env.FILES);
  try {
    await store.complete(placeOf(file), parts);
  } catch (cause) {
    // A try before this one may have come so far, and died.
    const there = await stored(store.size(keyOf(file)));
    if (there !== file.size) throw refusalOf(cause);
  }
}

function placeOf(file: FileRecord): PartUpload {
  if (file.upload === null) throw new RoomError("conflict", "This upload is not under way any more.");
  return { key: keyOf(file), upload: file.upload };
}

function numbersOf({ size }: FileRecord): number[] {
  return Array.from({ length: Math.ceil(size / PART_BYTES) }, (_, index) => index + 1);
}

function sizeOfPart({ size }: FileRecord, partNumber: number): number | null {
  const before = (partNumber - 1) * PART_BYTES;
  return before < size ? Math.min(PART_BYTES, size - before) : null;
}

async function stored<Answer>(answer: Promise<Answer>): Promise<Answer> {
  return answer.catch((cause: unknown) => {
    throw refusalOf(cause);
  });
}
