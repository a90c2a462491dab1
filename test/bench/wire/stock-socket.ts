/**
 * A stock Yjs client reduced to its frames: it opens, syncs, says who it is, answers step 1, and hands every update it
 * hears to its owner without holding a document. It offers permessage-deflate as every browser does.
 */
import { setTimeout as sleep } from "node:timers/promises";
import * as decoding from "lib0/decoding";
import WebSocket from "ws";
import { type DialectName, dialectOf } from "./dialect.ts";
import {
  EMPTY_UPDATE,
  MESSAGE_SYNC,
  NOTHING_HELD,
  presenceMessage,
  STEP_1,
  STEP_2,
  STEP_UPDATE,
  syncMessage,
} from "./messages.ts";

export interface StockSocketOptions {
  url: string;
  document: string;
  dialect: DialectName;
  /** The Yjs client id of its presence. */
  client: number;
  /** The state vector it opens with; by default that of a client that holds nothing. */
  held?: Uint8Array;
  /** Called with every update heard, those of step 2 included. The bytes are the caller's to keep. */
  heard(update: Uint8Array): void;
}

export interface StockSocket {
  /** Sends one update made by this client. */
  write(update: Uint8Array): void;
  /** A frame that sends `update`, made ahead so that sending costs nothing but the socket. */
  frame(update: Uint8Array): Uint8Array;
  send(frame: Uint8Array): void;
  /** Resolves when the operating system has taken all that was sent. */
  drained(): Promise<void>;
  /** Bytes of WebSocket messages heard so far. */
  bytesHeard(): number;
  close(): Promise<void>;
}

/** How long a server may take to answer step 1 with step 2. */
const SYNCED_WITHIN_MS = 30_000;

/**
 * Connects and resolves once the server's step 2 was heard.
 * @throws when the socket closes, fails, or is not synced within 30 s.
 */
export async function openStockSocket(options: StockSocketOptions): Promise<StockSocket> {
  const dialect = dialectOf(options.dialect, options.document);
  const socket = new WebSocket(options.url, { perMessageDeflate: true });
  socket.binaryType = "nodebuffer";
  const synced = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<void>();
  let bytes = 0;

  socket.on("open", () => {
    for (const frame of dialect.opening) socket.send(frame);
    socket.send(dialect.wrap(syncMessage(STEP_1, options.held ?? NOTHING_HELD)));
    socket.send(dialect.wrap(presenceMessage(options.client, { user: { name: `client ${options.client}` } })));
  });
  socket.on("message", (data: Buffer, isBinary: boolean) => {
    bytes += data.length;
    if (!isBinary) return;
    const decoder = decoding.createDecoder(dialect.unwrap(data));
    if (decoding.readVarUint(decoder) !== MESSAGE_SYNC) return;
    const step = decoding.readVarUint(decoder);
    if (step === STEP_1) {
      // All it wrote is on its way to the server already, in order, so it owes nothing.
      socket.send(dialect.wrap(syncMessage(STEP_2, EMPTY_UPDATE)));
    } else if (step === STEP_2 || step === STEP_UPDATE) {
      options.heard(decoding.readVarUint8Array(decoder));
      if (step === STEP_2) synced.resolve();
    }
  });
  socket.on("error", (error) => synced.reject(error));
  socket.on("close", (code, reason) => {
    closed.resolve();
    synced.reject(new Error(`closed with ${code} ${reason.toString()}`));
  });

  const late = setTimeout(() => synced.reject(new Error("not synced in time")), SYNCED_WITHIN_MS);
  try {
    await synced.promise;
  } catch (error) {
    socket.terminate();
    throw error;
  } finally {
    clearTimeout(late);
  }
  return {
    frame: (update) => dialect.wrap(syncMessage(STEP_UPDATE, update)),
    write: (update) => socket.send(dialect.wrap(syncMessage(STEP_UPDATE, update))),
    send: (frame) => socket.send(frame),
    drained: async () => {
      while (socket.bufferedAmount > 0) await sleep(1);
    },
    bytesHeard: () => bytes,
    close: async () => {
      socket.close(1000);
      const force = setTimeout(() => socket.terminate(), 2_000);
      await closed.promise;
      clearTimeout(force);
    },
  };
}
