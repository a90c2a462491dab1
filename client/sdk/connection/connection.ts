import ReconnectingWebSocket, { type CloseEvent } from "partysocket/ws";
import { CloseCode, PING, PONG } from "../../../durable-objects/room/protocol.ts";
import { type Clock, systemClock } from "../clock.ts";
import { Cell, type Observed } from "../observed.ts";
import { backoffMs } from "./backoff.ts";
import { adviceOf, type LostReason, sentenceOf } from "./closing.ts";
import { Liveness } from "./liveness.ts";
import { type Page, type PageSignal, thisPage } from "./page.ts";
import { Pause } from "./pause.ts";
import { addressOf, TicketRefused, type TicketSource } from "./tickets.ts";

/**
 * How a connection is. `offline` is `reconnecting` on a machine that says it has no network. After `closed` nothing is
 * tried any more until `restart()`; `sentence` is for a reader, `code` is 1000 when this side closed it.
 */
export type ConnectionState =
  | { name: "connecting" }
  | { name: "online" }
  | { name: "reconnecting"; reason: LostReason }
  | { name: "offline" }
  | { name: "closed"; code: number; sentence: string };

/** What a connection tells the room or doc that speaks over it. */
export interface ConnectionUser {
  /** A new socket is open; nothing has been said on it yet. */
  opened(): void;
  frame(frame: string | Uint8Array): void;
  /** The socket is gone; what was sent and not confirmed may be lost. */
  lost(): void;
  /** The page is about to go: send what is held back, now. */
  flush(): void;
}

export interface ConnectionOptions {
  /** The server, as `http(s)://host`. */
  origin: string;
  ticket: TicketSource;
  clock?: Clock;
  page?: Page;
  /** Answers a number in [0, 1); for the jitter. */
  random?: () => number;
  /** Stands in for the global WebSocket. */
  WebSocket?: typeof WebSocket;
}

/** A connection that lasted this long was a good one: the backoff starts afresh, and so does the one try after 4408. */
const STABLE_MS = 5_000;
const OPEN_WITHIN_MS = 10_000;

/**
 * Keeps one room's socket open: a fresh ticket for each attempt, jittered backoff, pings judged on evidence, final close
 * codes believed. partysocket makes and remakes the socket; when and with what is decided here.
 */
export class Connection {
  readonly #state = new Cell<ConnectionState>({ name: "connecting" });
  readonly #user: ConnectionUser;
  readonly #origin: string;
  readonly #ticket: TicketSource;
  readonly #clock: Clock;
  readonly #page: Page;
  readonly #random: () => number;
  readonly #socket: ReconnectingWebSocket;
  readonly #liveness: Liveness;
  readonly #pause: Pause;
  #stopListening: () => void = () => {};
  #begun = false;
  #resting = false;
  #restarting = false;
  #ending = false;
  #failures = 0;
  #onlineSince: number | null = null;
  #triedAfterExpiry = false;

  constructor(user: ConnectionUser, options: ConnectionOptions) {
    this.#user = user;
    this.#origin = options.origin;
    this.#ticket = options.ticket;
    this.#clock = options.clock ?? systemClock;
    this.#page = options.page ?? thisPage;
    this.#random = options.random ?? Math.random;
    this.#pause = new Pause(this.#clock);
    this.#liveness = new Liveness(this.#clock, {
      ping: () => this.send(PING),
      dead: () => this.restart("silent"),
    });
    this.#socket = new ReconnectingWebSocket(() => this.#address(), undefined, {
      startClosed: true,
      // The wait between attempts is ours (`#address`): partysocket's has no jitter and cannot be cut short.
      minReconnectionDelay: 0,
      maxReconnectionDelay: 0,
      maxEnqueuedMessages: 0,
      connectionTimeout: OPEN_WITHIN_MS,
      shouldReconnectOnClose: (event) => this.#lost(event),
      ...(options.WebSocket ? { WebSocket: options.WebSocket } : {}),
    });
    this.#socket.binaryType = "arraybuffer";
    this.#socket.addEventListener("open", () => this.#opened());
    this.#socket.addEventListener("message", (event) => this.#heard(event.data));
  }

  get state(): Observed<ConnectionState> {
    return this.#state;
  }

  /** Starts; again, or after `close()`, it does nothing. */
  open(): void {
    if (this.#begun) return;
    this.#begun = true;
    this.#stopListening = this.#page.listen((signal) => this.#signalled(signal));
    this.#socket.reconnect();
  }

  /** Ends the connection for good, cleanly: what was sent before still goes out. */
  close(): void {
    this.#end(1000, "You left.");
    this.#stopListening();
  }

  /** Drops the socket, if there is one, and makes a new one at once; also after a final close. */
  restart(reason: LostReason = "fresh"): void {
    if (!this.#begun) {
      this.open();
      return;
    }
    this.#failures = 0;
    this.#remake(reason);
  }

  /** Drops a socket whose frames make no sense, and makes a new one with backoff: a gap must not stay unseen (P2). */
  distrust(): void {
    if (this.#closed) return;
    this.#failures++;
    this.#remake("garbled");
  }

  #remake(reason: LostReason): void {
    this.#drop();
    this.#setReconnecting(reason);
    this.#pause.skip();
    this.#restarting = true;
    this.#socket.reconnect(1000);
    this.#restarting = false;
  }

  /** Sends one frame; false when there is no open socket to send it on (it is not kept). */
  send(frame: string | Uint8Array<ArrayBuffer>): boolean {
    if (this.#socket.readyState !== ReconnectingWebSocket.OPEN) return false;
    return this.#socket.send(frame);
  }

  /** partysocket asks for the address of each attempt; here it waits, and a ticket is fetched, until there is one. */
  async #address(): Promise<string> {
    while (!this.#closed) {
      await this.#pause.wait(backoffMs(this.#failures, this.#random));
      if (this.#closed) break;
      try {
        return addressOf(this.#origin, await this.#ticket());
      } catch (cause) {
        if (this.#closed) break;
        if (cause instanceof TicketRefused) {
          this.#end(cause.code, cause.message);
        } else {
          this.#failures++;
          this.#setReconnecting("network");
        }
      }
    }
    // partysocket looks whether it was closed only after this answer, and then uses nothing of it.
    return "";
  }

  get #closed(): boolean {
    return this.#state.value.name === "closed";
  }

  #opened(): void {
    this.#liveness.start();
    this.#user.opened();
  }

  #heard(data: unknown): void {
    this.#liveness.heard();
    if (data === PONG) return;
    // A refused socket is opened too, only to be closed with a code; so being online begins with the first frame.
    if (this.#onlineSince === null) {
      this.#onlineSince = this.#clock.now();
      this.#state.set({ name: "online" });
    }
    if (typeof data === "string") this.#user.frame(data);
    else if (data instanceof ArrayBuffer) this.#user.frame(new Uint8Array(data));
  }

  /** A socket closed or could not be opened. Answers whether to make another. */
  #lost(event: CloseEvent): boolean {
    if (this.#restarting) return true;
    if (this.#ending || this.#resting || this.#closed) return false;
    if (this.#onlineSince !== null && this.#clock.now() - this.#onlineSince >= STABLE_MS) {
      this.#failures = 0;
      this.#triedAfterExpiry = false;
    }
    this.#drop();
    const advice = adviceOf(event.code);
    const expired = event.code === CloseCode.passExpired;
    if (!advice.retry || (expired && this.#triedAfterExpiry)) {
      this.#end(event.code, sentenceOf(event.code, event.reason));
      // Whoever was told may have asked for a restart already.
      return !this.#closed;
    }
    this.#triedAfterExpiry ||= expired;
    this.#failures = Math.max(this.#failures + Math.min(advice.patience, 1), advice.patience);
    this.#setReconnecting(advice.reason);
    return true;
  }

  #drop(): void {
    this.#liveness.stop();
    this.#onlineSince = null;
    this.#user.lost();
  }

  #end(code: number, sentence: string): void {
    if (this.#closed) return;
    this.#drop();
    this.#ending = true;
    this.#socket.close(1000);
    this.#ending = false;
    this.#state.set({ name: "closed", code, sentence });
    this.#pause.skip();
  }

  #setReconnecting(reason: LostReason): void {
    if (!this.#page.networked) this.#state.set({ name: "offline" });
    else this.#state.set({ name: "reconnecting", reason });
  }

  #signalled(signal: PageSignal): void {
    if (this.#closed) return;
    switch (signal) {
      case "hidden":
        this.#user.flush();
        return;
      case "leaving":
        this.#rest();
        return;
      case "returned":
        this.#resting ? this.#wake() : undefined;
        return;
      case "shown":
      case "online":
        this.#look();
        return;
      case "offline":
        if (this.#state.value.name === "reconnecting") this.#state.set({ name: "offline" });
        this.#liveness.probe();
        return;
    }
  }

  /** The page goes, perhaps into the back/forward cache, which an open socket would keep it out of. */
  #rest(): void {
    this.#user.flush();
    this.#resting = true;
    this.#drop();
    this.#setReconnecting("resting");
    this.#socket.close(1000);
  }

  #wake(): void {
    this.#resting = false;
    this.restart("resting");
  }

  /** Something changed for the better: try now rather than later, and see whether the link still lives. */
  #look(): void {
    if (this.#state.value.name === "offline") this.#setReconnecting("network");
    if (this.#state.value.name === "reconnecting") this.#failures = 0;
    this.#pause.skip();
    this.#liveness.probe();
  }
}
