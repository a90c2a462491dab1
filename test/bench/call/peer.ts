/** One peer of a call reduced to its frames: it sits down, says what it is told to, and counts what it hears. */
import { randomUUID } from "node:crypto";
import WebSocket from "ws";
import { z } from "zod";

const OPENED_WITHIN_MS = 60_000;
/** The SDK confirms what it has read in steps of this length. */
const RECEIPT_EVERY = 256_000;
const Joined = z.object({ result: z.object({ peer: z.object({ id: z.string() }) }) });

export interface BenchPeer {
  /** What the others send to. */
  id: string;
  send(text: string): void;
  heard(): number;
  close(): Promise<void>;
}

/** Connects to a call, says hello and joins it. */
export async function joinCall(url: string): Promise<BenchPeer> {
  const { socket, heard, receipts } = await connect(url);
  receipts();
  const answered = answerOf(socket, '{"type":"welcome"');
  socket.send(JSON.stringify({ type: "hello", protocol: 1 }));
  await answered;
  const seated = answerOf(socket, '{"type":"ack"');
  const media = { audio: true, video: true, screen: false };
  const [id, key, page] = [randomUUID(), randomUUID(), randomUUID()];
  socket.send(JSON.stringify({ id, type: "call.join", key, page, media }));
  const { peer } = Joined.parse(JSON.parse(await seated)).result;
  return { id: peer.id, heard, send: (text) => socket.send(text), close: () => closed(socket) };
}

/** Connects to the bare object as its URL says. */
export async function joinBare(url: string): Promise<BenchPeer> {
  const { socket, heard } = await connect(url);
  const id = new URL(url).searchParams.get("peer") ?? "";
  return { id, heard, send: (text) => socket.send(text), close: () => closed(socket) };
}

async function connect(url: string) {
  const socket = new WebSocket(url, { perMessageDeflate: true });
  const ready = Promise.withResolvers<void>();
  let signals = 0;
  let confirms = false;
  let unconfirmed = 0;
  socket.on("open", () => ready.resolve());
  socket.on("error", (error) => ready.reject(error));
  socket.on("close", (code) => ready.reject(new Error(`closed with ${code}`)));
  socket.on("message", (data: Buffer) => {
    if (data.subarray(0, 16).toString() === '{"type":"signal"') signals += 1;
    unconfirmed += data.length;
    if (!confirms || unconfirmed < RECEIPT_EVERY) return;
    socket.send(JSON.stringify({ type: "read", bytes: unconfirmed }));
    unconfirmed = 0;
  });
  const timer = setTimeout(() => ready.reject(new Error("was not opened in time")), OPENED_WITHIN_MS);
  await ready.promise.finally(() => clearTimeout(timer));
  const receipts = () => {
    confirms = true;
  };
  return { socket, heard: () => signals, receipts };
}

function answerOf(socket: WebSocket, start: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const listen = (data: Buffer) => {
      const text = data.toString();
      if (text.startsWith('{"type":"error"')) reject(new Error(text));
      if (!text.startsWith(start)) return;
      socket.off("message", listen);
      resolve(text);
    };
    socket.on("message", listen);
  });
}

function closed(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    socket.on("close", () => resolve());
    socket.close();
  });
}
