/**
 * The wire of a doc room: y-protocols as every Yjs client speaks it, one message per binary frame, and two message
 * types of our own for sockets opened with `sdk=1`. Stock clients neither get nor need those.
 *
 * The client imports this file; it imports nothing but zod, lib0 and the kernel's own wire.
 * Facts of the stock part: https://github.com/yjs/y-protocols (sync.js, awareness.js) and y-websocket 3.
 *
 * How an SDK socket goes:
 * 1. The room sends `hello`. The client sends sync step 1; the room answers with updates and one sync step 2 and, unless
 *    `readOnly`, asks with its own sync step 1.
 * 2. Each sync step 2 or update the client sends is a doc frame, counted from 1. `saved {n}` says that the first n are
 *    committed or were held already.
 * 3. On `refused`, the frames from `n` on are ignored until the client sends `resync` and then a sync step 1; from there
 *    doc frames are counted from 1 again.
 * 4. Presence has no timeouts here: the client sends its entry when it changes and once after each opening, always with
 *    a clock higher than any it sent before, and forgets nobody until the room says so.
 */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { z } from "zod";
import { Role } from "../room/protocol.ts";

/** The first varUint of a frame. */
export const MessageType = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  /** A varString of JSON follows: a {@link DocServerMessage} or a {@link DocClientMessage}. */
  extra: 100,
  /** The rest is a whole frame of another type, compressed with raw deflate (RFC 1951). Only from room to SDK. */
  deflated: 101,
} as const;

/** The second varUint of a sync frame. */
export const SyncType = { step1: 0, step2: 1, update: 2 } as const;

/** An SDK socket sends a `read` receipt at least each time it has read this many bytes. */
export const RECEIPT_BYTES = 256 * 1024;

/** The largest frame a client may send, in bytes: a whole document within its budget fits, with room for its head. */
export const MAX_FRAME_BYTES = 2 * 1024 * 1024;

/** Why a doc frame was refused. */
export const DocRefusal = z.enum(["forbidden", "too_large", "invalid", "limit_reached"]);
export type DocRefusal = z.infer<typeof DocRefusal>;

const count = z.number().int().nonnegative();

/** What the room says to an SDK socket beside y-protocols. */
export const DocServerMessage = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("hello"),
    connection: z.string(),
    /** Offline copies are keyed by it: a copy of another generation must not be offered to this doc. */
    generation: z.string(),
    role: Role,
    /** ms since 1970; the SDK renews at 80 % of what is left. */
    validUntil: z.number().int(),
    readOnly: z.boolean(),
  }),
  /** The first `n` doc frames of this socket are committed or already held (P1). */
  z.object({ type: z.literal("saved"), n: count }),
  z.object({ type: z.literal("pass"), role: Role, validUntil: z.number().int(), readOnly: z.boolean() }),
  /** Doc frame `n` was refused, and all from it on are ignored until `resync`. */
  z.object({ type: z.literal("refused"), n: count, code: DocRefusal, message: z.string() }),
  z.object({ type: z.literal("error"), code: z.string(), message: z.string() }),
]);
export type DocServerMessage = z.infer<typeof DocServerMessage>;

/** What an SDK socket says to the room beside y-protocols. */
export const DocClientMessage = z.discriminatedUnion("type", [
  /** Asks for a new pass on this socket, before the present one runs out. */
  z.object({ type: z.literal("renew") }),
  /**
   * A receipt: `bytes` more of frames (as they came, before inflating) were read since the last receipt; due at least
   * every {@link RECEIPT_BYTES}. The room cuts back readers who fall behind with close code 4508.
   */
  z.object({ type: z.literal("read"), bytes: count }),
  /** Ends a refusal: a sync step 1 from a rebuilt document follows, and doc frames are counted from 1 again. */
  z.object({ type: z.literal("resync") }),
]);
export type DocClientMessage = z.infer<typeof DocClientMessage>;

function encodeExtra(message: DocServerMessage | DocClientMessage): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MessageType.extra);
  encoding.writeVarString(encoder, JSON.stringify(message));
  return encoding.toUint8Array(encoder);
}

function readJson(body: Uint8Array): unknown {
  return JSON.parse(decoding.readVarString(decoding.createDecoder(body)));
}

/** Encodes one whole frame. */
export function encodeServerMessage(message: DocServerMessage): Uint8Array {
  return encodeExtra(message);
}

/** Encodes one whole frame. */
export function encodeClientMessage(message: DocClientMessage): Uint8Array {
  return encodeExtra(message);
}

/**
 * Decodes what follows the message type in an `extra` frame from the room.
 * @throws Error or ZodError when it is none; a client should pass over types it does not know.
 */
export function decodeServerMessage(body: Uint8Array): DocServerMessage {
  return DocServerMessage.parse(readJson(body));
}

/**
 * Decodes what follows the message type in an `extra` frame from a client.
 * @throws Error or ZodError when it is none.
 */
export function decodeClientMessage(body: Uint8Array): DocClientMessage {
  return DocClientMessage.parse(readJson(body));
}

/** Answers a frame's message type and what follows it. @throws Error for a frame without one. */
export function splitFrame(frame: Uint8Array): { type: number; body: Uint8Array } {
  const decoder = decoding.createDecoder(frame);
  const type = decoding.readVarUint(decoder);
  return { type, body: frame.subarray(decoder.pos) };
}

/** Restores the frame in the body of a `deflated` one. At most `limitBytes`; @throws Error when it is more or broken. */
export async function inflateFrame(body: Uint8Array<ArrayBuffer>, limitBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const inflated = new Blob([body]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  for (const reader = inflated.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > limitBytes) {
      await reader.cancel();
      throw new Error("inflated frame above its limit");
    }
    parts.push(value);
  }
  const frame = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    frame.set(part, at);
    at += part.byteLength;
  }
  return frame;
}

/** Compresses a whole frame into a `deflated` one. */
export async function deflateFrame(frame: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([frame]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const packed = new Uint8Array(await new Response(stream).arrayBuffer());
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MessageType.deflated);
  encoding.writeUint8Array(encoder, packed);
  return encoding.toUint8Array(encoder);
}
