import type { Clock } from "../clock.ts";

/** Below the 75 s after which a room takes a socket for dead, with room for one ping to be lost. */
export const PING_EVERY_MS = 25_000;
export const PONG_WITHIN_MS = 10_000;
/** When something hints that the link may be gone, the answer is awaited for less long. */
export const PROBE_WITHIN_MS = 4_000;
/** A timer later than this ran on a throttled, frozen or sleeping page. */
const LATE_MS = 2_000;

/**
 * Judges on evidence whether the other side is there. Only a ping that stayed unanswered, on a page that was awake all
 * the while, means dead. Any frame is evidence of life. A deadline whose timer fired late says nothing about the server
 * (this page was not running), so it is asked again instead.
 */
export class Liveness {
  readonly #clock: Clock;
  readonly #ping: () => void;
  readonly #dead: () => void;
  #cancel: () => void = () => {};
  #running = false;
  #waiting = false;

  constructor(clock: Clock, says: { ping: () => void; dead: () => void }) {
    this.#clock = clock;
    this.#ping = says.ping;
    this.#dead = says.dead;
  }

  /** The socket is open: pings from now on. */
  start(): void {
    this.#running = true;
    this.#rest();
  }

  /** The socket is gone. */
  stop(): void {
    this.#running = false;
    this.#waiting = false;
    this.#cancel();
  }

  /** A frame came in. */
  heard(): void {
    if (this.#waiting) this.#rest();
  }

  /** Asks at once; for when something hints that the link may have gone. */
  probe(): void {
    if (this.#running) this.#ask(PROBE_WITHIN_MS);
  }

  #rest(): void {
    this.#waiting = false;
    this.#cancel();
    this.#cancel = this.#clock.after(PING_EVERY_MS, () => this.#ask(PONG_WITHIN_MS));
  }

  #ask(withinMs: number): void {
    this.#cancel();
    this.#waiting = true;
    const due = this.#clock.now() + withinMs;
    this.#cancel = this.#clock.after(withinMs, () => {
      if (this.#clock.now() - due > LATE_MS) return this.#ask(withinMs);
      this.stop();
      this.#dead();
    });
    this.#ping();
  }
}
