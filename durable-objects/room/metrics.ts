/**
 * Counters of what the code does, by a fixed dotted name (`outbox.parked`), told apart by `subject`, a name out of the
 * code such as a lane's or an error code. Never an id of a user, never a body (P10).
 */
export interface Metrics {
  /** Adds `by` (1 unless said). Cheap: nothing is written until {@link flush}, or until enough has gathered. */
  count(name: string, subject?: string, by?: number): void;
  /** Writes what has gathered. Call it when a handler ends; an object that dies before loses a few counts, no more. */
  flush(): void;
}

/** Different counters gathered before they are written; the platform takes 250 points an invocation. */
const GATHERED_AT_MOST = 100;

/**
 * Metrics over Analytics Engine, or over nothing where it is not bound: one point per counter, with `kind` as its
 * index, the blobs (name, subject) and the double (sum). Locally the points are accepted and dropped.
 */
export class GatheredMetrics implements Metrics {
  readonly #dataset: AnalyticsEngineDataset | undefined;
  readonly #kind: string;
  readonly #sums = new Map<string, { name: string; subject: string; sum: number }>();

  constructor(dataset: AnalyticsEngineDataset | undefined, kind: string) {
    this.#dataset = dataset;
    this.#kind = kind;
  }

  count(name: string, subject = "", by = 1): void {
    const key = `${name} ${subject}`;
    const known = this.#sums.get(key);
    if (known) known.sum += by;
    else this.#sums.set(key, { name, subject, sum: by });
    if (this.#sums.size >= GATHERED_AT_MOST) this.flush();
  }

  flush(): void {
    for (const { name, subject, sum } of this.#sums.values()) {
      this.#dataset?.writeDataPoint({ indexes: [this.#kind], blobs: [name, subject], doubles: [sum] });
    }
    this.#sums.clear();
  }
}
