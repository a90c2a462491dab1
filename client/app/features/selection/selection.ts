import { Cell, type Observed } from "../../../sdk/observed.ts";

const NOTHING: ReadonlySet<string> = new Set();

/**
 * The tasks that are picked on a page, by id, to do one thing with all of them. Each card and row watches only whether
 * it is among them: `usePart(selection, (picked) => picked.has(id))`.
 */
export class Selection implements Observed<ReadonlySet<string>> {
  readonly #picked = new Cell<ReadonlySet<string>>(NOTHING);
  /** Where a range begins: the task that was picked last. */
  #anchor: string | null = null;

  get value(): ReadonlySet<string> {
    return this.#picked.value;
  }

  subscribe(listener: () => void): () => void {
    return this.#picked.subscribe(listener);
  }

  has(id: string): boolean {
    return this.value.has(id);
  }

  /** Picks one, or lets go of it. The next range begins there. */
  toggle(id: string): void {
    const picked = new Set(this.value);
    if (!picked.delete(id)) picked.add(id);
    this.#anchor = id;
    this.#set(picked);
  }

  /**
   * Picks all from where the last one was picked to `id`, as they stand in `shown`, beside what is picked already. With
   * no such beginning to be seen, only `id`.
   */
  range(id: string, shown: readonly string[]): void {
    const to = shown.indexOf(id);
    const from = this.#anchor === null ? -1 : shown.indexOf(this.#anchor);
    if (to < 0) return;
    if (from < 0) this.#anchor = id;
    const among = from < 0 ? [id] : shown.slice(Math.min(from, to), Math.max(from, to) + 1);
    this.#set(new Set([...this.value, ...among]));
  }

  /** Picks these, beside what is picked already. */
  all(ids: Iterable<string>): void {
    this.#set(new Set([...this.value, ...ids]));
  }

  /** Lets go of these. */
  release(ids: Iterable<string>): void {
    const gone = new Set(ids);
    this.prune((id) => !gone.has(id));
  }

  clear(): void {
    this.#anchor = null;
    this.#set(NOTHING);
  }

  /** Lets go of what is not there any more. */
  prune(isThere: (id: string) => boolean): void {
    const left = [...this.value].filter(isThere);
    if (left.length < this.value.size) this.#set(new Set(left));
    if (this.#anchor !== null && !isThere(this.#anchor)) this.#anchor = null;
  }

  #set(picked: ReadonlySet<string>): void {
    const same = picked.size === this.value.size && [...picked].every((id) => this.value.has(id));
    if (!same) this.#picked.set(picked.size === 0 ? NOTHING : picked);
  }
}
