import type { Clock } from "../clock.ts";

/** A clock turned by hand. */
export class HandClock implements Clock {
  #now = 1_700_000_000_000;
  readonly #timers = new Map<number, { due: number; act: () => void }>();
  #next = 0;

  now(): number {
    return this.#now;
  }

  after(ms: number, act: () => void): () => void {
    const id = this.#next++;
    this.#timers.set(id, { due: this.#now + ms, act });
    return () => this.#timers.delete(id);
  }

  /** Lets `ms` pass on a page that is awake: every timer fires when it is due. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (let due = this.#earliest(end); due; due = this.#earliest(end)) {
      this.#now = due.at;
      this.#fire(due.id);
    }
    this.#now = end;
  }

  /** Lets `ms` pass on a page that is frozen; the timers that fell due meanwhile then fire once, late. */
  freeze(ms: number): void {
    this.#now += ms;
    const late = [...this.#timers].filter(([, timer]) => timer.due <= this.#now).map(([id]) => id);
    for (const id of late) this.#fire(id);
  }

  /** ms until each timer that waits, soonest first. */
  get waiting(): number[] {
    return [...this.#timers.values()].map(({ due }) => due - this.#now).toSorted((a, b) => a - b);
  }

  #earliest(end: number): { id: number; at: number } | null {
    let found: { id: number; at: number } | null = null;
    for (const [id, { due }] of this.#timers) {
      if (due <= end && (!found || due < found.at)) found = { id, at: due };
    }
    return found;
  }

  #fire(id: number): void {
    const timer = this.#timers.get(id);
    this.#timers.delete(id);
    timer?.act();
  }
}
