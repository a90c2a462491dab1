import type { Page, PageSignal } from "../connection/page.ts";

/** A page whose signals are given by hand. */
export class HandPage implements Page {
  networked = true;
  readonly #listeners = new Set<(signal: PageSignal) => void>();

  listen(listener: (signal: PageSignal) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  say(signal: PageSignal): void {
    if (signal === "online") this.networked = true;
    if (signal === "offline") this.networked = false;
    for (const listener of [...this.#listeners]) listener(signal);
  }

  get listeners(): number {
    return this.#listeners.size;
  }
}
