import type { Delivery } from "./authority.ts";
import { type Log, log } from "./log.ts";

/**
 * The receiving end of other rooms' outboxes: with the last number kept per source, a delivery that comes twice, or
 * again after a crash between applying and answering, takes effect once (P9).
 *
 * Written rows: 1 per batch with anything new, and what `apply` writes.
 */
export class Inbound {
  readonly #storage: DurableObjectStorage;
  readonly #log: Log;

  static readonly schema = `
    CREATE TABLE inbound (source TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
  `;

  constructor(storage: DurableObjectStorage, report: Log = log) {
    this.#storage = storage;
    this.#log = report;
  }

  /**
   * Applies, in order, the deliveries of one source whose number is above the last one held, and answers the number
   * held then. `apply` must be synchronous. When it throws, nothing of that delivery stays, those before it are kept,
   * the rest is left, and the number answered is below the last one sent, by which the sender sees what was refused.
   */
  accept<Body>(deliveries: readonly Delivery<Body>[], apply: (body: Body) => void): number {
    const source = deliveries[0]?.source;
    if (source === undefined) return 0;
    return this.#storage.transactionSync(() => {
      const before = this.last(source);
      let last = before;
      for (const delivery of deliveries) {
        if (delivery.source !== source) break;
        if (delivery.number <= last) continue;
        try {
          this.#storage.transactionSync(() => apply(delivery.body));
        } catch (cause) {
          this.#log.error("inbound.refused", { subject: source, count: delivery.number, cause });
          break;
        }
        last = delivery.number;
      }
      if (last !== before) this.#keep(source, last);
      return last;
    });
  }

  /** The last number taken from `source`, 0 for one never heard. */
  last(source: string): number {
    const rows = this.#storage.sql.exec<{ number: number }>("SELECT number FROM inbound WHERE source = ?", source);
    return rows.toArray()[0]?.number ?? 0;
  }

  #keep(source: string, number: number): void {
    this.#storage.sql.exec(
      "INSERT INTO inbound (source, number) VALUES (?, ?) ON CONFLICT (source) DO UPDATE SET number = excluded.number",
      source,
      number,
    );
  }
}
