import { Ring } from "../protocol.ts";
import { Rows } from "../rows.ts";

/** Who was called to come and is not here, by user: each as they were rung last. */
export class RingStore {
  readonly #rows: Rows<Ring>;

  constructor(sql: SqlStorage) {
    this.#rows = new Rows(sql, "rings", Ring);
  }

  find(user: string): Ring | undefined {
    return this.#rows.find(user);
  }

  all(): Ring[] {
    return this.#rows.all();
  }

  put(ring: Ring): void {
    this.#rows.put(ring.user, ring);
  }

  remove(user: string): void {
    this.#rows.remove(user);
  }

  forget(): void {
    this.#rows.forget();
  }
}
