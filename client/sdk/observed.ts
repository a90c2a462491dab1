/** A value that changes and can be watched. Shaped for React's `useSyncExternalStore`, and free of React. */
export interface Observed<T> {
  readonly value: T;
  /** Calls `listener` after every change; answers the function that stops it. */
  subscribe(listener: () => void): () => void;
}

/** An {@link Observed} that its owner writes. */
export class Cell<T> implements Observed<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }

  /** Replaces the value and tells the listeners; the same value again (`Object.is`) tells nobody. */
  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) listener();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** Resolves with the first value, present or later, that satisfies `wanted`. */
export function when<T, S extends T>(observed: Observed<T>, wanted: (value: T) => value is S): Promise<S>;
export function when<T>(observed: Observed<T>, wanted: (value: T) => boolean): Promise<T>;
export function when<T>(observed: Observed<T>, wanted: (value: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    if (wanted(observed.value)) return resolve(observed.value);
    const stop = observed.subscribe(() => {
      if (!wanted(observed.value)) return;
      stop();
      resolve(observed.value);
    });
  });
}
