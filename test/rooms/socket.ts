/** A WebSocket in a workerd test that is waited on frame by frame. */
import { CLAIMS_HEADER, encodeClaims, REQUEST_HEADER } from "../../durable-objects/room/claims-header.ts";
import type { EventEnvelope, Role, ServerControl } from "../../durable-objects/room/protocol.ts";
import type { TicketClaims } from "../../durable-objects/room/ticket.ts";

/** A frame from a JSON room, as the tests look at it. */
export type Frame = ServerControl | (EventEnvelope & { type: `${string}.${string}` });

export interface Close {
  code: number;
  reason: string;
}

/** Nothing in a test waits longer than this for one frame, in ms; it is a guard, not an expectation. */
const PATIENCE_MS = 20_000;

export class TestSocket<Received = Frame> {
  readonly #socket: WebSocket;
  readonly #read: (data: string | ArrayBuffer) => Received;
  readonly #waiting = new Set<() => void>();
  readonly received: Received[] = [];
  #seen = 0;
  closed: Close | null = null;

  constructor(socket: WebSocket, read: (data: string | ArrayBuffer) => Received) {
    this.#socket = socket;
    this.#read = read;
    socket.addEventListener("message", ({ data }) => {
      if (data === "pong") return;
      this.received.push(this.#read(data));
      this.#wake();
    });
    socket.addEventListener("close", ({ code, reason }) => {
      this.closed = { code, reason };
      this.#wake();
    });
    socket.accept();
  }

  send(frame: unknown): void {
    this.#socket.send(typeof frame === "string" || frame instanceof Uint8Array ? frame : JSON.stringify(frame));
  }

  close(code = 1000): void {
    this.#socket.close(code, "");
  }

  /** Closes with a frame that has no status, as `close()` in a browser does. */
  closePlainly(): void {
    this.#socket.close();
  }

  /** The next frame, not looked at before, that `matches`; those before it count as looked at. */
  async next(matches: (frame: Received) => boolean): Promise<Received> {
    return this.#until(`a frame like ${matches}`, () => {
      while (this.#seen < this.received.length) {
        const frame = this.received[this.#seen];
        this.#seen += 1;
        if (frame !== undefined && matches(frame)) return frame;
      }
      return undefined;
    });
  }

  /** How the socket was closed. */
  async end(): Promise<Close> {
    return this.#until("the close", () => this.closed ?? undefined);
  }

  async #until<Found>(what: string, look: () => Found | undefined): Promise<Found> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      if (this.closed) throw new Error(`closed with ${this.closed.code} while waiting for ${what}`);
      if (Date.now() > deadline) throw new Error(`waited in vain for ${what}; got ${JSON.stringify(this.received)}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 500);
        this.#waiting.add(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }
}

/** Claims as the ticket route would sign them. */
export function claimsFor(room: string, user: string, changes: Partial<TicketClaims> = {}): TicketClaims {
  const now = Date.now();
  return {
    user,
    name: `Name of ${user}`,
    workspace: room,
    kind: "workspace",
    room,
    role: "member" satisfies Role,
    revision: 1,
    session: `session-of-${user}`,
    connectBy: now + 60_000,
    validUntil: now + 900_000,
    ...changes,
  };
}

/** Opens a socket the way the door does: with verified claims, and a connection id of the server's making. */
export async function openInside(
  stub: { fetch(url: string, init: RequestInit): Promise<Response> },
  claims: TicketClaims,
  { sdk = true }: { sdk?: boolean } = {},
): Promise<WebSocket> {
  const url = `https://room/?_pk=${crypto.randomUUID()}${sdk ? "&sdk=1" : ""}`;
  const response = await stub.fetch(url, {
    headers: {
      upgrade: "websocket",
      [CLAIMS_HEADER]: encodeClaims(claims),
      [REQUEST_HEADER]: `request of ${claims.user}`,
    },
  });
  if (!response.webSocket) throw new Error(`no socket: ${response.status}`);
  // The platform follows the browsers' default, which gives a Blob.
  response.webSocket.binaryType = "arraybuffer";
  return response.webSocket;
}

/** A JSON client on such a socket. */
export async function jsonClient(
  stub: { fetch(url: string, init: RequestInit): Promise<Response> },
  claims: TicketClaims,
  options: { sdk?: boolean } = {},
): Promise<TestSocket> {
  return new TestSocket<Frame>(await openInside(stub, claims, options), (data) => JSON.parse(String(data)));
}
