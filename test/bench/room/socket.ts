/** A socket of a JSON room reduced to its frames: it follows one stream, counts what it hears and confirms what it read. */
import { randomUUID } from "node:crypto";
import WebSocket from "ws";
import { z } from "zod";
import type { RoomTask } from "./task.ts";

/** The SDK confirms what it has read in steps of this length. */
const RECEIPT_EVERY = 256_000;
const OPENED_WITHIN_MS = 60_000;

/** The start of a frame tells what it is, so that counting costs no parsing. */
const Answer = z.object({ type: z.enum(["ack", "error"]), id: z.string() });
const Part = z.object({ part: z.number(), parts: z.number() });

export interface RoomSocket {
  /** Sends a command; resolves true with its ack and false with its refusal. */
  command(command: { type: string }): Promise<boolean>;
  /** Sends text as it is. */
  send(text: string): void;
  /** Events heard so far, and their bytes. */
  heard(): { events: number; bytes: number; sample: string };
  /** Bytes of the snapshot it was opened with. */
  snapshotBytes(): number;
  close(): Promise<void>;
}

/** The stream that a room opens with `hello`. */
const ROOM_STREAM = "room";

/** Connects, and resolves once it has the whole state of what it listens to. @throws when that takes over a minute */
export async function openRoomSocket(url: string, listening: RoomTask["listening"]): Promise<RoomSocket> {
  const socket = new WebSocket(url, { perMessageDeflate: true });
  const ready = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<void>();
  const pending = new Map<string, (accepted: boolean) => void>();
  let events = 0;
  let bytes = 0;
  let sample = "";
  let snapshot = 0;
  let unconfirmed = 0;

  socket.on("open", () => {
    if (listening === null) ready.resolve();
    else socket.send(JSON.stringify({ type: "hello", protocol: 1 }));
  });
  socket.on("message", (data: Buffer) => {
    if (listening === null) {
      events += 1;
      bytes += data.length;
      return;
    }
    const text = data.toString();
    unconfirmed += text.length;
    if (unconfirmed >= RECEIPT_EVERY) {
      socket.send(JSON.stringify({ type: "read", bytes: unconfirmed }));
      unconfirmed = 0;
    }
    if (text.startsWith('{"type":"ack"') || text.startsWith('{"type":"error"')) {
      const answer = Answer.safeParse(JSON.parse(text)).data;
      if (!answer) return;
      pending.get(answer.id)?.(answer.type === "ack");
      pending.delete(answer.id);
    } else if (text.startsWith('{"type":"welcome"')) {
      if (listening.stream === ROOM_STREAM) {
        snapshot += data.length;
        ready.resolve();
      } else socket.send(JSON.stringify({ type: "subscribe", stream: listening.stream }));
    } else if (text.startsWith('{"type":"snapshot"')) {
      snapshot += data.length;
      const { part, parts } = Part.parse(JSON.parse(text));
      if (part === parts - 1) ready.resolve();
    } else if (text.includes(listening.mark)) {
      events += 1;
      bytes += data.length;
      sample = text;
    }
  });
  socket.on("error", (error) => ready.reject(error));
  socket.on("close", (code) => {
    ready.reject(new Error(`closed with ${code}`));
    closed.resolve();
  });
  const timer = setTimeout(() => ready.reject(new Error("was not opened in time")), OPENED_WITHIN_MS);
  await ready.promise.finally(() => clearTimeout(timer));

  return {
    command(command) {
      const id = randomUUID();
      const answered = new Promise<boolean>((resolve) => pending.set(id, resolve));
      socket.send(JSON.stringify({ ...command, id }));
      return answered;
    },
    send: (text) => socket.send(text),
    heard: () => ({ events, bytes, sample }),
    snapshotBytes: () => snapshot,
    async close() {
      socket.close();
      await closed.promise;
    },
  };
}
