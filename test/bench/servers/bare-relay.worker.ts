/**
 * The floor: an object that only appends what it hears and relays it, one merged frame for all per 16 ms window.
 * It checks nothing, knows nobody and compacts nothing, so nothing that does can be cheaper.
 */
import { DurableObject } from "cloudflare:workers";
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as Y from "yjs";

const WINDOW_MS = 16;

export class BareRelay extends DurableObject {
  #waiting: Uint8Array[] = [];
  #window = false;

  constructor(ctx: DurableObjectState, env: unknown) {
    super(ctx, env as Cloudflare.Env);
    ctx.storage.sql.exec("CREATE TABLE IF NOT EXISTS log (n INTEGER PRIMARY KEY, data BLOB NOT NULL)");
  }

  override fetch(): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client });
  }

  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    if (typeof message === "string") return;
    const decoder = decoding.createDecoder(new Uint8Array(message));
    const type = decoding.readVarUint(decoder);
    if (type !== 0) return;
    const step = decoding.readVarUint(decoder);
    if (step === 0) {
      const log = this.ctx.storage.sql.exec<{ data: ArrayBuffer }>("SELECT data FROM log ORDER BY n").toArray();
      const state =
        log.length === 0 ? new Uint8Array([0, 0]) : Y.mergeUpdates(log.map((row) => new Uint8Array(row.data)));
      socket.send(frame(1, state));
      return;
    }
    const update = decoding.readVarUint8Array(decoder);
    if (update.length <= 2) return;
    this.#waiting.push(update);
    if (!this.#window) this.#flush();
  }

  /** Sends what waits, and lets no other frame out for the length of a window. */

  #flush(): void {
    this.#window = this.#waiting.length > 0;
    if (!this.#window) return;
    setTimeout(() => this.#flush(), WINDOW_MS);
    const [first = new Uint8Array()] = this.#waiting;
    const update = this.#waiting.length === 1 ? first : Y.mergeUpdates(this.#waiting);
    this.#waiting = [];
    this.ctx.storage.sql.exec("INSERT INTO log (data) VALUES (?)", update);
    const bytes = frame(2, update);
    for (const socket of this.ctx.getWebSockets()) socket.send(bytes);
  }
}

function frame(step: number, update: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 0);
  encoding.writeVarUint(encoder, step);
  encoding.writeVarUint8Array(encoder, update);
  return encoding.toUint8Array(encoder);
}

interface Env {
  Rooms: DurableObjectNamespace<BareRelay>;
}

export default {
  fetch(request: Request, env: Env): Promise<Response> {
    return env.Rooms.getByName(new URL(request.url).pathname).fetch(request);
  },
};
