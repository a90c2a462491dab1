import { Cell, type Observed } from "../observed.ts";
import { type Keep, type Refusal, UNKNOWN_EFFECT } from "./rows.ts";

/** How many are told at once; older ones go. */
const TOLD = 100;

/** What a room would not do, told until it is dismissed. What may or may not have happened is told by later pages too. */
export class Refusals {
  readonly #keep: Keep | null;
  readonly #entries = new Cell<readonly Refusal[]>([]);

  constructor(keep: Keep | null) {
    this.#keep = keep;
  }

  /** Oldest first. */
  get entries(): Observed<readonly Refusal[]> {
    return this.#entries;
  }

  /** Tells again what earlier pages were told and nobody dismissed. */
  async load(): Promise<void> {
    const kept = (await this.#keep?.refused().catch(() => [])) ?? [];
    if (kept.length > 0) this.#entries.set([...kept, ...this.#entries.value].slice(-TOLD));
  }

  add(refusal: Refusal): void {
    const others = this.#entries.value.filter(({ id }) => id !== refusal.id);
    this.#entries.set([...others, refusal].slice(-TOLD));
    if (refusal.code === UNKNOWN_EFFECT) this.#keep?.keepRefusal(refusal).catch(() => {});
  }

  /** As {@link add}, and tells later pages of it too: what was written is not lost with this one. */
  keep(refusal: Refusal): void {
    this.add(refusal);
    this.#keep?.keepRefusal(refusal).catch(() => {});
  }

  dismiss(id: string): void {
    this.#entries.set(this.#entries.value.filter((entry) => entry.id !== id));
    this.#keep?.dropRefusal(id).catch(() => {});
  }
}
