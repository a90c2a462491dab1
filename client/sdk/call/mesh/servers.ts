import type { IceServer } from "../../../../durable-objects/call/protocol.ts";
import type { Clock } from "../../clock.ts";
import { Cell, type Observed } from "../../observed.ts";

/** Nobody waits longer than this to be told of servers; a path begun without them is looked for anew with them. */
const PATIENCE_MS = 1_500;
/** What was asked too early is not answered, and asked again after this. */
const TOO_EARLY_MS = 500;
/** Credentials are asked for anew when this share of their time is over, and a question that was not answered, after. */
const USED_UP = 0.75;
const ASK_AGAIN_MS = 30_000;

/** What helps to find a path. */
export interface Servers {
  list: RTCIceServer[];
  /** Whether there is a relay among them; null while that is not known. */
  relay: boolean | null;
}

interface ServersParts {
  clock: Clock;
  /** Asks the room; false when it cannot be reached. */
  ask: () => boolean;
}

/** The servers by which paths are found, with credentials that are good: asked for before they run out. */
export class IceServers {
  readonly #parts: ServersParts;
  readonly #servers = new Cell<Servers | null>(null);
  #dueAt = 0;
  #cancel: () => void = () => {};
  #cancelPatience: () => void = () => {};

  constructor(parts: ServersParts) {
    this.#parts = parts;
  }

  /** Null until there is an answer, or nobody waits for one any more. */
  get servers(): Observed<Servers | null> {
    return this.#servers;
  }

  /** One asks for a seat, and will most likely have it by the time that the room reads this: no time is lost. */
  early(): void {
    if (this.#parts.clock.now() >= this.#dueAt) this.#ask();
  }

  /** One has a seat, on a socket that is there: what is due is asked for. */
  seated(): void {
    if (this.#parts.clock.now() >= this.#dueAt) this.#ask();
    if (this.#servers.value) {
      this.#askWhenDue();
      return;
    }
    this.#cancel();
    this.#cancel = this.#parts.clock.after(TOO_EARLY_MS, () => this.#ask());
    this.#cancelPatience();
    this.#cancelPatience = this.#parts.clock.after(PATIENCE_MS, () => {
      if (!this.#servers.value) this.#servers.set({ list: [], relay: null });
    });
  }

  told({ servers, relay, expiresAt }: { servers: IceServer[]; relay: boolean; expiresAt: number | null }): void {
    this.#cancelPatience();
    const now = this.#parts.clock.now();
    const left = expiresAt === null ? Number.POSITIVE_INFINITY : (expiresAt - now) * USED_UP;
    this.#dueAt = now + Math.max(ASK_AGAIN_MS, left);
    this.#askWhenDue();
    this.#servers.set({ list: servers.map(asBrowserTakesIt), relay });
  }

  /** Asks for nothing any more, until one sits down again. */
  rest(): void {
    this.#cancel();
    this.#cancelPatience();
  }

  #askWhenDue(): void {
    this.#cancel();
    const left = this.#dueAt - this.#parts.clock.now();
    // A timer cannot wait longer than this; what is due later is asked for by then.
    if (Number.isFinite(left)) this.#cancel = this.#parts.clock.after(Math.min(left, 2 ** 31 - 1), () => this.#ask());
  }

  #ask(): void {
    this.#cancel();
    this.#dueAt = this.#parts.clock.now() + ASK_AGAIN_MS;
    this.#cancel = this.#parts.clock.after(ASK_AGAIN_MS, () => this.#ask());
    if (this.#parts.ask()) return;
    // There is no socket: the next seat asks.
    this.#dueAt = 0;
    this.#cancel();
  }
}

function asBrowserTakesIt({ urls, username, credential }: IceServer): RTCIceServer {
  return { urls, ...(username === undefined ? {} : { username }), ...(credential === undefined ? {} : { credential }) };
}
