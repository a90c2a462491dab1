/** Time, as a thing that can be handed in: tests turn it by hand. */
export interface Clock {
  /** ms since 1970. Counts on while the machine sleeps, which is how a late timer is told from a silent server. */
  now(): number;
  /** Calls `act` once after `ms`; answers the function that cancels it. */
  after(ms: number, act: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};
