/** Clients of doc rooms in workerd tests: a reader of raw frames, a Yjs document kept in sync, and a stock provider's socket. */
import * as decoding from "lib0/decoding";
import type YProvider from "y-partyserver/provider";
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from "y-protocols/awareness";
import type { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import {
  type AwarenessEntry,
  awarenessFrame,
  readAwareness,
  step1Frame,
  step2Frame,
  updateFrame,
} from "../../durable-objects/doc/frames.ts";
import {
  type DocClientMessage,
  type DocServerMessage,
  decodeServerMessage,
  encodeClientMessage,
  inflateFrame,
  MessageType,
  SyncType,
  splitFrame,
} from "../../durable-objects/doc/protocol.ts";
import type { TicketClaims } from "../../durable-objects/room/ticket.ts";
import { openInside, TestSocket } from "./socket.ts";

/** Nothing in a test waits longer than this, in ms; it is a guard, not an expectation. */
const PATIENCE_MS = 20_000;

/** Whatever a socket can be opened on. */
export interface Door {
  fetch(url: string, init: RequestInit): Promise<Response>;
}

export type DocFrame =
  | { type: "step1"; vector: Uint8Array }
  | { type: "step2" | "update"; update: Uint8Array }
  | { type: "awareness"; entries: AwarenessEntry[] }
  | { type: "deflated"; body: Uint8Array<ArrayBuffer> }
  | DocServerMessage;

/** Reads a frame of the room. @throws Error for what no room sends. */
export function readServerFrame(data: string | ArrayBuffer): DocFrame {
  if (typeof data === "string") throw new Error(`a doc room sends no text: ${data}`);
  const { type, body } = splitFrame(new Uint8Array(data));
  if (type === MessageType.extra) return decodeServerMessage(body);
  if (type === MessageType.deflated) return { type: "deflated", body: new Uint8Array(body) };
  const decoder = decoding.createDecoder(body);
  if (type === MessageType.awareness) {
    return { type: "awareness", entries: readAwareness(decoding.readVarUint8Array(decoder), 10_000) };
  }
  if (type !== MessageType.sync) throw new Error(`unknown message type ${type}`);
  const sync = decoding.readVarUint(decoder);
  const payload = decoding.readVarUint8Array(decoder);
  if (decoding.hasContent(decoder)) throw new Error("bytes behind a sync message");
  if (sync === SyncType.step1) return { type: "step1", vector: payload };
  return { type: sync === SyncType.step2 ? "step2" : "update", update: payload };
}

export const isFrame =
  <Type extends DocFrame["type"]>(type: Type) =>
  (frame: DocFrame): frame is Extract<DocFrame, { type: Type }> =>
    frame.type === type;

/** A socket whose frames the test reads one by one. */
export async function rawDocClient(door: Door, claims: TicketClaims, { sdk = false }: { sdk?: boolean } = {}) {
  return new TestSocket<DocFrame>(await openInside(door, claims, { sdk }), readServerFrame);
}

export function say(socket: TestSocket<DocFrame>, message: DocClientMessage): void {
  socket.send(encodeClientMessage(message));
}

export function sendPresence(socket: TestSocket<DocFrame>, ...entries: AwarenessEntry[]): void {
  socket.send(awarenessFrame(entries));
}

export function sendUpdate(socket: TestSocket<DocFrame>, update: Uint8Array): void {
  socket.send(updateFrame(update));
}

/** A document kept in sync over a socket, as any Yjs client does it, with presence. */
export class YjsPeer {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  readonly socket: TestSocket<DocFrame>;
  readonly #synced = Promise.withResolvers<void>();
  #changed = Promise.withResolvers<void>();
  #left = false;

  private constructor(socket: WebSocket) {
    this.socket = new TestSocket<DocFrame>(socket, (data) => {
      const frame = readServerFrame(data);
      this.#take(frame);
      return frame;
    });
    this.doc.on("update", (update, origin) => {
      if (origin !== this) sendUpdate(this.socket, update);
    });
    this.awareness.on("update", (_: unknown, origin: unknown) => {
      if (origin === "local" && !this.socket.closed) this.sayPresence();
    });
    this.socket.send(step1Frame(Y.encodeStateVector(this.doc)));
  }

  /** Opens a socket and waits until the document is the room's. */
  static async join(door: Door, claims: TicketClaims, { sdk = false }: { sdk?: boolean } = {}): Promise<YjsPeer> {
    const peer = new YjsPeer(await openInside(door, claims, { sdk }));
    await peer.#synced.promise;
    return peer;
  }

  get text(): Y.Text {
    return this.doc.getText("t");
  }

  /** The names that the others say they have, as this peer sees them. */
  get others(): number[] {
    return [...this.awareness.getStates().keys()].filter((id) => id !== this.doc.clientID);
  }

  sayPresence(): void {
    const body = encodeAwarenessUpdate(this.awareness, [this.doc.clientID]);
    this.socket.send(awarenessFrame(readAwareness(body, 1)));
  }

  /** Waits until `holds`, looking after each frame. */
  async until(holds: () => boolean): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!holds()) {
      if (Date.now() > deadline) throw new Error(`waited in vain until ${holds}`);
      if (this.socket.closed) throw new Error(`closed with ${this.socket.closed.code} while waiting for ${holds}`);
      await Promise.race([this.#changed.promise, scheduler.wait(1_000)]);
    }
  }

  /** Says good-bye as a stock provider does, and closes. */
  leave(): void {
    if (this.#left) return;
    this.awareness.destroy();
    this.doc.destroy();
    this.#left = true;
    this.socket.close();
  }

  #take(frame: DocFrame): void {
    if (this.#left) return;
    if (frame.type === "step1") this.socket.send(step2Frame(Y.encodeStateAsUpdate(this.doc, frame.vector)));
    if (frame.type === "step2" || frame.type === "update") Y.applyUpdate(this.doc, frame.update, this);
    if (frame.type === "step2") this.#synced.resolve();
    if (frame.type === "awareness") {
      const body = awarenessFrame(frame.entries);
      applyAwarenessUpdate(this.awareness, decoding.readVarUint8Array(bodyOf(body)), this);
    }
    if (frame.type === "deflated") {
      inflateFrame(frame.body, 4_000_000).then((inflated) => this.#take(readServerFrame(inflated.slice().buffer)));
    }
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}

function bodyOf(frame: Uint8Array): decoding.Decoder {
  return decoding.createDecoder(splitFrame(frame).body);
}

/** What the stock providers say they want: the class as the DOM types it, once by its old constants and once by its new. */
type StockWebSocket = NonNullable<
  NonNullable<ConstructorParameters<typeof WebsocketProvider>[3]>["WebSocketPolyfill"]
> &
  NonNullable<NonNullable<ConstructorParameters<typeof YProvider>[3]>["WebSocketPolyfill"]>;

/**
 * A class that a stock provider takes for `WebSocket`: the URL it is given names nothing, each one opens a socket of
 * `claims` on `door`.
 */
export function insideWebSocket(door: Door, claims: TicketClaims): StockWebSocket {
  class InsideWebSocket extends EventTarget {
    static readonly OPEN = 1;
    readonly OPEN = 1;
    binaryType = "arraybuffer";
    readyState = 0;
    onopen: ((event: Event) => void) | null = null;
    onmessage: ((event: MessageEvent) => void) | null = null;
    onclose: ((event: CloseEvent) => void) | null = null;
    onerror: ((event: Event) => void) | null = null;
    #socket: WebSocket | null = null;
    #left = false;

    constructor() {
      super();
      openInside(door, claims, { sdk: false }).then((socket) => this.#open(socket));
    }

    send(data: ArrayBuffer | Uint8Array | string): void {
      this.#socket?.send(data);
    }

    close(code = 1000, reason = ""): void {
      this.#left = true;
      this.#socket?.close(code, reason);
    }

    #open(socket: WebSocket): void {
      if (this.#left) {
        socket.accept();
        socket.close(1000, "");
        return;
      }
      this.#socket = socket;
      socket.addEventListener("message", ({ data }) => {
        const event = new MessageEvent("message", { data });
        this.onmessage?.(event);
        this.dispatchEvent(event);
      });
      socket.addEventListener("close", ({ code, reason }) => {
        this.readyState = 3;
        const event = new CloseEvent("close", { code, reason });
        this.onclose?.(event);
        this.dispatchEvent(event);
      });
      socket.accept();
      this.readyState = 1;
      const event = new Event("open");
      this.onopen?.(event);
      this.dispatchEvent(event);
    }
  }
  // A provider uses no more of a WebSocket than this class has.
  return InsideWebSocket as unknown as StockWebSocket;
}
