import type { Session } from "./session.ts";
import type { Sessions } from "./sessions.ts";

/** How a room finds sockets whose close was lost. All in ms. */
export interface LivenessLimits {
  /** A socket not heard of for this long is dead. Above the 60 s to which browsers throttle timers of hidden tabs. */
  silentAfterMs: number;
  firstSweepMs: number;
  longestSweepMs: number;
}

export const LIVENESS: LivenessLimits = { silentAfterMs: 75_000, firstSweepMs: 30_000, longestSweepMs: 600_000 };

const INTERVAL_KEY = "sweep.interval";

/**
 * The backing-off sweep. Closes do get lost, so with two or more sockets the room looks now and then at when each was
 * last heard: a frame, or a ping the runtime answered by itself. Each sweep of a quiet room doubles the wait, so a
 * sleeping room is woken ever more rarely; anything that comes in starts it afresh.
 */
export class Liveness<Own> {
  readonly #storage: DurableObjectStorage;
  readonly #sessions: Sessions<Own>;
  readonly #answeredAt: (socket: WebSocket) => Date | null;
  readonly #limits: LivenessLimits;
  #interval: number;

  constructor(
    storage: DurableObjectStorage,
    sessions: Sessions<Own>,
    answeredAt: (socket: WebSocket) => Date | null,
    limits: LivenessLimits,
  ) {
    this.#storage = storage;
    this.#sessions = sessions;
    this.#answeredAt = answeredAt;
    this.#limits = limits;
    this.#interval = storage.kv.get<number>(INTERVAL_KEY) ?? limits.firstSweepMs;
  }

  /** True when activity came after the sweep had backed off: the sweep is then due in `firstSweepMs` again. */
  stirred(): boolean {
    if (this.#interval === this.#limits.firstSweepMs) return false;
    this.#keep(this.#limits.firstSweepMs);
    return true;
  }

  /** ms until the next sweep, or null while there is nobody to be deceived by a ghost. */
  get nextMs(): number | null {
    return this.#sessions.size >= 2 ? this.#interval : null;
  }

  /** The sessions that are dead at `now`; backs off for the next sweep when there are none. */
  sweep(now: number): Session<Own>[] {
    const dead = [...this.#sessions].filter((session) => now - this.#lastHeard(session) > this.#limits.silentAfterMs);
    this.#keep(dead.length > 0 ? this.#limits.firstSweepMs : Math.min(this.#interval * 2, this.#limits.longestSweepMs));
    return dead;
  }

  #lastHeard(session: Session<Own>): number {
    return Math.max(session.heardAt, this.#answeredAt(session.socket)?.getTime() ?? 0);
  }

  #keep(interval: number): void {
    if (interval === this.#interval) return;
    this.#interval = interval;
    this.#storage.kv.put(INTERVAL_KEY, interval);
  }
}
