/**
 * How a file comes in: noted in D1, then its bytes looked into on their way to the store, then told to the conversation it
 * is for. What breaks off anywhere leaves nothing; what a crash leaves, the sweep finds by its row in D1.
 */
import { RoomError, unwrap } from "../../durable-objects/room/errors.ts";
import { newId } from "../../durable-objects/room/id.ts";
import { database } from "../data/database.ts";
import {
  completeFile,
  type FileContent,
  type FilePlace,
  type FileRecord,
  forgetAttempt,
  forgetFiles,
  type NewFile,
  noteFile,
  setPicture,
  takeOver,
} from "../data/files.ts";
import type { Bindings } from "../env.ts";
import { log } from "../http/logs.ts";
import { brokeOff, streamOf } from "./body.ts";
import { deleteBytes } from "./deleting.ts";
import { type Allowed, Inspection, tooLarge } from "./inspection.ts";
import { abandonUpload, Upload } from "./multipart.ts";
import { keyOf } from "./places.ts";
import { r2Store } from "./r2-store.ts";
import { type FileStore, PART_BYTES, StorageUnavailable, WrongSize } from "./store.ts";

/** The type that bytes have in the store: what they are is in D1, and told from there. */
const STORED_TYPE = "application/octet-stream";

/** A file's bytes as a request brings them. `size` is null where it is not said beforehand. */
export interface Incoming {
  stream: ReadableStream<Uint8Array>;
  size: number | null;
}

/**
 * Takes in one file, all of it or nothing. An earlier attempt at it that died, or whose end nobody has heard yet, is taken
 * over; it can then neither bring nor delete the file any more. @throws RoomError for what is not taken
 */
export async function takeFile(
  env: Bindings,
  file: Omit<NewFile, "size" | "attempt">,
  { stream, size }: Incoming,
  allowed: Allowed,
): Promise<FileRecord> {
  if (size === 0) throw new RoomError("invalid", "This file is empty.");
  if (size !== null && size > allowed.maxBytes) throw tooLarge(allowed.maxBytes);
  const db = database(env.DB);
  const noted: NewFile = { ...file, size: size ?? 0, attempt: newId() };
  const before = await noteFile(db, noted);
  if (before?.content) return settledAgain(env, before, before.content, stream, allowed);
  if (before) await takeOver(db, noted);
  const taken: FileRecord = { ...noted, upload: null, content: null, attachedAt: null };
  try {
    const inspection = new Inspection(allowed);
    const watched = stream.pipeThrough(inspection.watching());
    await write(r2Store(env.FILES), keyOf(taken), { stream: watched, size });
    return await settleFile(env, taken, await inspection.finish());
  } catch (cause) {
    await clear(env, taken, () => forgetAttempt(env.DB, taken));
    throw refusalOf(cause);
  } finally {
    // What the earlier attempt may have written has no row any more by which it could be found.
    if (before) await clear(env, before, async () => undefined);
  }
}

/** The file is there, and only the word of it got lost. @throws RoomError `key_reused` where this brings another */
async function settledAgain(
  env: Bindings,
  file: FileRecord,
  content: FileContent,
  stream: ReadableStream<Uint8Array>,
  allowed: Allowed,
): Promise<FileRecord> {
  const inspection = new Inspection(allowed);
  for await (const bytes of stream) await inspection.take(bytes);
  const { digest } = await inspection.finish();
  if (digest !== content.digest) throw new RoomError("key_reused", "This idempotency key was used for another file.");
  return settleFile(env, file, content);
}

/**
 * Notes what was found in a file whose bytes are there, and tells the conversation it is for, or makes it its user's
 * picture. May be repeated. @throws RoomError `gone`, or what the conversation says
 */
export async function settleFile(env: Bindings, file: FileRecord, content: FileContent): Promise<FileRecord> {
  if (!(await completeFile(database(env.DB), file, content))) {
    throw new RoomError("gone", "What this file was for is gone.");
  }
  const kept: FileRecord = { ...file, size: content.size, upload: null, content };
  return { ...kept, attachedAt: await tell(env, kept, file.place, content) };
}

/** Deletes a file that is not, or no longer, wanted. What cannot be deleted just now is left to the sweep. */
export async function drop(env: Bindings, file: FileRecord): Promise<void> {
  await clear(env, file, () => forgetFiles(env.DB, [file.id]));
}

/** Deletes what an attempt has written, and then, by `forget`, what is known of it. */
async function clear(env: Bindings, file: FileRecord, forget: () => Promise<void>): Promise<void> {
  try {
    await deleteBytes(r2Store(env.FILES), [file]);
    await forget();
  } catch (error) {
    log("warn", "file_left_to_sweep", { file: file.id, name: error instanceof Error ? error.name : "unknown" });
  }
}

/** Tells whom a file is for that it is there; answers since when it is in use. */
async function tell(
  env: Bindings,
  { id, user, name }: FileRecord,
  place: FilePlace,
  { type, size, width, height }: FileContent,
): Promise<number | null> {
  if (place.collection === "conversations") {
    const file = { id, name, type, size, width, height };
    unwrap(await env.CONVERSATION.getByName(place.conversation).fileArrived({ file, user }));
    return null;
  }
  const now = Date.now();
  const former = await setPicture(database(env.DB), { user, id, image: pictureAddress(id) }, now);
  for (const old of former) await drop(env, old);
  return now;
}

/** Where a picture that a user uploaded is shown from. */
function pictureAddress(id: string): string {
  return `/api/objects/${id}`;
}

async function write(store: FileStore, key: string, { stream, size }: Incoming): Promise<void> {
  if (size !== null) return store.put(key, { stream, size }, STORED_TYPE);
  await writeUnsized(store, key, stream);
}

/** The store wants to know an object's length, or one part's: so no more than a part is held, and what fits into it is put. */
async function writeUnsized(store: FileStore, key: string, stream: ReadableStream<Uint8Array>): Promise<void> {
  const held: Uint8Array[] = [];
  let size = 0;
  let upload: Upload | null = null;
  try {
    for await (const bytes of stream) {
      size += bytes.length;
      if (size > PART_BYTES && upload === null) {
        upload = await Upload.begin(store, key, STORED_TYPE);
        for (const piece of held.splice(0)) await upload.write(piece);
      }
      if (upload === null) held.push(bytes);
      else await upload.write(bytes);
    }
    if (upload === null) await store.put(key, { stream: streamOf(pieces(held)), size }, STORED_TYPE);
    else await upload.complete();
  } catch (cause) {
    if (upload !== null) await abandonUpload(store, upload.state);
    throw cause;
  }
}

async function* pieces(held: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* held;
}

/** What the uploader is told of what went wrong. */
export function refusalOf(cause: unknown): unknown {
  if (cause instanceof WrongSize) return brokeOff();
  if (cause instanceof StorageUnavailable) {
    return new RoomError("unavailable", "The file could not be stored just now. Try again.");
  }
  return cause;
}
