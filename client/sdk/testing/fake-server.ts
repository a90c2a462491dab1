import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type WebSocket as ServerWebSocket, WebSocketServer } from "ws";
import { PING, PONG } from "../../../durable-objects/room/protocol.ts";
import { Queue } from "./queue.ts";

/** One socket, from the server's side. */
export class FakeSocket {
  readonly url: URL;
  readonly frames = new Queue<string | Uint8Array>();
  readonly pings = new Queue<null>();
  readonly closed: Promise<number>;
  /** When false, pings stay unanswered, as on a dead link. */
  answersPings = true;
  readonly #socket: ServerWebSocket;

  constructor(socket: ServerWebSocket, url: URL) {
    this.#socket = socket;
    this.url = url;
    this.closed = new Promise((resolve) => socket.on("close", (code) => resolve(code)));
    socket.on("message", (data: Buffer, binary: boolean) => {
      const text = binary ? null : data.toString("utf8");
      if (text === PING) {
        this.pings.put(null);
        if (this.answersPings) socket.send(PONG);
      } else {
        this.frames.put(text ?? new Uint8Array(data));
      }
    });
  }

  send(frame: string | Uint8Array): void {
    this.#socket.send(frame);
  }

  /** Sends a value as a JSON text frame. */
  say(value: unknown): void {
    this.send(JSON.stringify(value));
  }

  /** The next text frame, parsed. */
  async heard(): Promise<Record<string, unknown>> {
    const frame = await this.frames.take();
    if (typeof frame !== "string") throw new Error("a binary frame where text was expected");
    return JSON.parse(frame);
  }

  close(code: number, reason = ""): void {
    this.#socket.close(code, reason);
  }

  /** Breaks the link without a word. */
  break(): void {
    this.#socket.terminate();
  }
}

/** A server that does nothing by itself but accept sockets and answer pings. */
export class FakeServer {
  readonly origin: string;
  readonly sockets = new Queue<FakeSocket>();
  readonly #server: WebSocketServer;
  #opened = 0;
  #tickets = 0;

  private constructor(server: WebSocketServer, port: number) {
    this.#server = server;
    this.origin = `http://127.0.0.1:${port}`;
    server.on("connection", (socket, request) => {
      this.#opened++;
      this.sockets.put(new FakeSocket(socket, new URL(request.url ?? "/", this.origin)));
    });
  }

  static async start(): Promise<FakeServer> {
    const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
    await once(server, "listening");
    return new FakeServer(server, (server.address() as AddressInfo).port);
  }

  /** How many sockets were opened so far. */
  get opened(): number {
    return this.#opened;
  }

  /** How many tickets were given out so far. */
  get tickets(): number {
    return this.#tickets;
  }

  /** A ticket source that gives a new one each time. */
  ticketTo(path: string): () => Promise<{ ticket: string; path: string }> {
    return async () => ({ ticket: `ticket-${++this.#tickets}`, path });
  }

  async stop(): Promise<void> {
    for (const socket of this.#server.clients) socket.terminate();
    this.#server.close();
    await once(this.#server, "close");
  }
}
