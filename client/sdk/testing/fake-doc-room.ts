import * as encoding from "lib0/encoding";
import * as Y from "yjs";
import {
  type DocClientMessage,
  type DocServerMessage,
  decodeClientMessage,
  encodeServerMessage,
  MessageType,
  splitFrame,
} from "../../../durable-objects/doc/protocol.ts";
import { answerFrame, askFrame, type DocFrame, presenceFrame, readFrame, updateFrame } from "../doc/wire.ts";
import type { FakeServer, FakeSocket } from "./fake-server.ts";
import { Queue } from "./queue.ts";

type Hello = Extract<DocServerMessage, { type: "hello" }>;

/** One socket of a doc room that does what a test tells it to. */
export class FakeDocSocket {
  readonly socket: FakeSocket;
  readonly #room: FakeDocRoom;
  /** Doc frames as they came, oldest first. */
  readonly docFrames = new Queue<Uint8Array>();
  readonly said = new Queue<DocClientMessage>();
  readonly presence = new Queue<Uint8Array>();
  #count = 0;

  constructor(room: FakeDocRoom, socket: FakeSocket) {
    this.#room = room;
    this.socket = socket;
    void this.#read();
  }

  /** How many doc frames came in. */
  get count(): number {
    return this.#count;
  }

  say(message: DocServerMessage): void {
    this.socket.send(encodeServerMessage(message));
  }

  update(update: Uint8Array): void {
    this.socket.send(updateFrame(update));
  }

  tellPresence(update: Uint8Array): void {
    this.socket.send(presenceFrame(update));
  }

  hello(parts: Partial<Hello> = {}): void {
    const { generation, readOnly } = this.#room;
    const passed = { connection: "c1", role: "member" as const, validUntil: Date.now() + 900_000 };
    this.say({ type: "hello", generation, readOnly, ...passed, ...parts });
  }

  async #read(): Promise<void> {
    for (;;) {
      const frame = await this.socket.frames.take();
      if (typeof frame === "string") continue;
      const { type, body } = splitFrame(frame);
      if (type === MessageType.extra) this.said.put(decodeClientMessage(body));
      else this.#take(readFrame(frame));
    }
  }

  #take(frame: DocFrame): void {
    switch (frame.type) {
      case "asked":
        this.socket.send(answerFrame(Y.encodeStateAsUpdate(this.#room.doc, frame.vector)));
        if (!this.#room.readOnly) this.socket.send(askFrame(Y.encodeStateVector(this.#room.doc)));
        return;
      case "content":
        this.#count++;
        this.docFrames.put(frame.update);
        if (!this.#room.saves) return;
        Y.applyUpdate(this.#room.doc, frame.update);
        this.say({ type: "saved", n: this.#count });
        return;
      case "presence":
        this.presence.put(frame.update);
        return;
      default:
        throw new Error(`a client does not send ${frame.type}`);
    }
  }
}

/** A doc room in the test's own process. */
export class FakeDocRoom {
  doc = new Y.Doc();
  generation = "g1";
  readOnly = false;
  /** When false, doc frames are taken and neither stored nor confirmed. */
  saves = true;
  readonly #server: FakeServer;

  constructor(server: FakeServer) {
    this.#server = server;
  }

  /** The next socket, before it is greeted. */
  async accept(): Promise<FakeDocSocket> {
    return new FakeDocSocket(this, await this.#server.sockets.take());
  }

  /** The next socket, greeted. */
  async greet(parts: Partial<Hello> = {}): Promise<FakeDocSocket> {
    const socket = await this.accept();
    socket.hello(parts);
    return socket;
  }

  get text(): string {
    return this.doc.getText("t").toString();
  }
}

/** A frame of a type that no client knows. */
export function unknownFrame(): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 77);
  return encoding.toUint8Array(encoder);
}
