/** One whose silence is watched. */
export interface Heard {
  socket: WebSocket;
  /** When a frame last came in, ms since 1970. */
  heardAt: number;
}

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
export class Liveness<Watched extends Heard> {
  readonly #storage: DurableObjectStorage;
  readonly #sessions: Iterable<Watched> & { readonly size: number };
  readonly #answeredAt: (socket: WebSocket) => Date | null;
  readonly #limits: LivenessLimits;
  #interval: number;
  #suspicionMs = Number.POSITIVE_INFINITY;

  constructor(
    storage: DurableObjectStorage,
    sessions: Iterable<Watched> & { readonly size: number },
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
    return this.#sessions.size >= 2 ? Math.min(this.#interval, this.#suspicionMs) : null;
  }

  /** The sessions that are dead at `now`; backs off for the next sweep when there are none. */
  sweep(now: number): Watched[] {
    const { silentAfterMs, firstSweepMs } = this.#limits;
    const silence = new Map([...this.#sessions].map((session) => [session, now - this.#lastHeard(session)]));
    const dead = [...this.#sessions].filter((session) => (silence.get(session) ?? 0) >= silentAfterMs);
    // While the room is active, whoever is silent is looked at again the moment it may be dead, and not a sweep later.
    const silent = [...silence.values()].filter((ms) => ms >= firstSweepMs && ms < silentAfterMs);
    const active = this.#interval === firstSweepMs;
    this.#suspicionMs = active ? Math.min(...silent.map((ms) => silentAfterMs - ms)) : Number.POSITIVE_INFINITY;
    this.#keep(dead.length > 0 ? this.#limits.firstSweepMs : Math.min(this.#interval * 2, this.#limits.longestSweepMs));
    return dead;
  }

  #lastHeard(session: Watched): number {
    return Math.max(session.heardAt, this.#answeredAt(session.socket)?.getTime() ?? 0);
  }

  #keep(interval: number): void {
    if (interval === this.#interval) return;
    this.#interval = interval;
    this.#storage.kv.put(INTERVAL_KEY, interval);
  }
}
