/** Frames of y-protocols as the room writes and reads them: one message per frame, and nothing behind it. */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { RoomError } from "../room/errors.ts";
import { type DocClientMessage, decodeClientMessage, MessageType, SyncType } from "./protocol.ts";

/** A frame from a client, read but for what it carries. */
export type ClientFrame =
  | { type: "step1"; vector: Uint8Array }
  /** `answer`: a sync step 2, which answers a question of ours; otherwise an update. */
  | { type: "update"; update: Uint8Array; answer: boolean }
  | { type: "awareness"; entries: Uint8Array }
  | { type: "query_awareness" }
  | { type: "extra"; message: DocClientMessage };

/** Reads a frame. @throws RoomError `invalid` for anything a client may not send, and for bytes behind the end. */
export function readFrame(frame: Uint8Array): ClientFrame {
  try {
    const decoder = decoding.createDecoder(frame);
    const read = readBody(decoder, decoding.readVarUint(decoder));
    if (decoding.hasContent(decoder)) throw malformed();
    return read;
  } catch (cause) {
    throw cause instanceof RoomError ? cause : malformed();
  }
}

/** Whether a frame says it carries an update, judged by its first two bytes alone, however large it is. */
export function carriesUpdate(frame: Uint8Array): boolean {
  return frame[0] === MessageType.sync && (frame[1] === SyncType.step2 || frame[1] === SyncType.update);
}

function readBody(decoder: decoding.Decoder, type: number): ClientFrame {
  switch (type) {
    case MessageType.sync:
      return readSync(decoder, decoding.readVarUint(decoder));
    case MessageType.awareness:
      return { type: "awareness", entries: decoding.readVarUint8Array(decoder) };
    case MessageType.queryAwareness:
      return { type: "query_awareness" };
    case MessageType.extra:
      return { type: "extra", message: decodeClientMessage(decoding.readTailAsUint8Array(decoder)) };
    default:
      throw malformed();
  }
}

function readSync(decoder: decoding.Decoder, type: number): ClientFrame {
  const body = decoding.readVarUint8Array(decoder);
  if (type === SyncType.step1) return { type: "step1", vector: body };
  if (type === SyncType.step2) return { type: "update", update: body, answer: true };
  if (type === SyncType.update) return { type: "update", update: body, answer: false };
  throw malformed();
}

function malformed(): RoomError {
  return new RoomError("invalid", "This frame is not one of the Yjs protocols.");
}

export function updateFrame(update: Uint8Array): Uint8Array<ArrayBuffer> {
  return syncFrame(SyncType.update, update);
}

export function step1Frame(vector: Uint8Array): Uint8Array<ArrayBuffer> {
  return syncFrame(SyncType.step1, vector);
}

export function step2Frame(update: Uint8Array): Uint8Array<ArrayBuffer> {
  return syncFrame(SyncType.step2, update);
}

/** One entry of an awareness frame; `state` is JSON, `"null"` for one who left. */
export interface AwarenessEntry {
  id: number;
  clock: number;
  state: string;
}

export function awarenessFrame(entries: readonly AwarenessEntry[]): Uint8Array<ArrayBuffer> {
  const inner = encoding.createEncoder();
  encoding.writeVarUint(inner, entries.length);
  for (const { id, clock, state } of entries) {
    encoding.writeVarUint(inner, id);
    encoding.writeVarUint(inner, clock);
    encoding.writeVarString(inner, state);
  }
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MessageType.awareness);
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(inner));
  return encoding.toUint8Array(encoder);
}

/** Reads the entries of an awareness frame. @throws RoomError `invalid` when it does not parse or has too many. */
export function readAwareness(body: Uint8Array, mostEntries: number): AwarenessEntry[] {
  try {
    const decoder = decoding.createDecoder(body);
    const count = decoding.readVarUint(decoder);
    if (count > mostEntries) throw malformed();
    const entries: AwarenessEntry[] = [];
    for (let i = 0; i < count; i++) {
      const id = decoding.readVarUint(decoder);
      const clock = decoding.readVarUint(decoder);
      entries.push({ id, clock, state: decoding.readVarString(decoder) });
    }
    if (decoding.hasContent(decoder)) throw malformed();
    return entries;
  } catch (cause) {
    throw cause instanceof RoomError ? cause : malformed();
  }
}

function syncFrame(type: number, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MessageType.sync);
  encoding.writeVarUint(encoder, type);
  encoding.writeVarUint8Array(encoder, body);
  return encoding.toUint8Array(encoder);
}
