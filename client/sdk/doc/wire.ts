import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import {
  type DocClientMessage,
  type DocServerMessage,
  decodeServerMessage,
  encodeClientMessage,
  MessageType,
  SyncType,
  splitFrame,
} from "../../../durable-objects/doc/protocol.ts";

/** A frame of the doc room, read. */
export type DocFrame =
  /** The room asks for all that its state vector lacks. */
  | { type: "asked"; vector: Uint8Array }
  /** Content; `complete` when it ends the answer to our own question. */
  | { type: "content"; update: Uint8Array; complete: boolean }
  | { type: "presence"; update: Uint8Array }
  | { type: "said"; message: DocServerMessage }
  | { type: "deflated"; body: Uint8Array<ArrayBuffer> }
  /** From a newer room, or of no concern to us. */
  | { type: "unknown" };

/** Reads a frame of the doc room. @throws Error or ZodError for one that breaks the protocol. */
export function readFrame(frame: Uint8Array): DocFrame {
  const { type, body } = splitFrame(frame);
  switch (type) {
    case MessageType.sync:
      return readSync(body);
    case MessageType.awareness:
      return { type: "presence", update: decoding.readVarUint8Array(decoding.createDecoder(body)) };
    case MessageType.extra:
      return { type: "said", message: decodeServerMessage(body) };
    case MessageType.deflated:
      return { type: "deflated", body: new Uint8Array(body) };
    default:
      return { type: "unknown" };
  }
}

function readSync(body: Uint8Array): DocFrame {
  const decoder = decoding.createDecoder(body);
  const type = decoding.readVarUint(decoder);
  const bytes = decoding.readVarUint8Array(decoder);
  switch (type) {
    case SyncType.step1:
      return { type: "asked", vector: bytes };
    case SyncType.step2:
      return { type: "content", update: bytes, complete: true };
    case SyncType.update:
      return { type: "content", update: bytes, complete: false };
    default:
      throw new Error("a sync frame of no known type");
  }
}

/** A whole frame that asks the room for all that `vector` lacks. */
export function askFrame(vector: Uint8Array): Uint8Array<ArrayBuffer> {
  return syncFrame(SyncType.step1, vector);
}

/** A whole frame that answers the room's question. */
export function answerFrame(update: Uint8Array): Uint8Array<ArrayBuffer> {
  return syncFrame(SyncType.step2, update);
}

/** A whole frame with one update. */
export function updateFrame(update: Uint8Array): Uint8Array<ArrayBuffer> {
  return syncFrame(SyncType.update, update);
}

/** A whole frame with presence entries. */
export function presenceFrame(update: Uint8Array): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MessageType.awareness);
  encoding.writeVarUint8Array(encoder, update);
  return encoding.toUint8Array(encoder);
}

/** A whole frame with what is said beside y-protocols. */
export function extraFrame(message: DocClientMessage): Uint8Array<ArrayBuffer> {
  return new Uint8Array(encodeClientMessage(message));
}

function syncFrame(type: number, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MessageType.sync);
  encoding.writeVarUint(encoder, type);
  encoding.writeVarUint8Array(encoder, bytes);
  return encoding.toUint8Array(encoder);
}
