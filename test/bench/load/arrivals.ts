/** Which update arrived at which reader and when, however the server merged them. */
import * as Y from "yjs";

interface Range {
  writer: number;
  from: number;
  until: number;
}

interface Heard {
  bytes: Uint8Array;
  ranges: Range[];
}

export class Arrivals {
  /** Milliseconds from send to first arrival at a reader, in no order. Own updates that come back are not counted. */
  readonly latenciesMs: number[] = [];
  readonly #writers: Map<number, number>;
  readonly #updatesEach: number;
  readonly #sentAt: Float64Array[];
  readonly #seen: Uint8Array[];
  readonly #expected: number;
  /** Readers mostly hear the same bytes; each is decoded once. */
  readonly #known = new Map<string, Heard>();
  readonly #heardBy: Heard[][];
  readonly #complete = Promise.withResolvers<void>();

  constructor(clients: number[], updatesEach: number, readers: number) {
    this.#writers = new Map(clients.map((client, index) => [client, index]));
    this.#updatesEach = updatesEach;
    this.#sentAt = clients.map(() => new Float64Array(updatesEach));
    this.#seen = Array.from({ length: readers }, () => new Uint8Array(clients.length * updatesEach));
    this.#heardBy = Array.from({ length: readers }, () => []);
    // The first sockets are the writers, and nobody waits for their own.
    this.#expected = clients.length * updatesEach * (readers - 1);
  }

  /** Deliveries that there must be in the end: every update at every socket but its own. */
  get expected(): number {
    return this.#expected;
  }

  get lost(): number {
    return this.#expected - this.latenciesMs.length;
  }

  /** Resolves when every update has arrived everywhere. */
  get complete(): Promise<void> {
    return this.#complete.promise;
  }

  /** Frames that carried updates, over all readers. */
  get frames(): number {
    return this.#heardBy.reduce((sum, heard) => sum + heard.length, 0);
  }

  sent(writer: number, n: number): void {
    const times = this.#sentAt[writer];
    if (times) times[n] = performance.now();
  }

  heard(reader: number, update: Uint8Array): void {
    const now = performance.now();
    const heard = this.#decode(update);
    this.#heardBy[reader]?.push(heard);
    const seen = this.#seen[reader];
    if (!seen) return;
    for (const { writer, from, until } of heard.ranges) {
      if (writer === reader) continue;
      for (let n = from; n < until; n++) {
        const at = writer * this.#updatesEach + n;
        if (seen[at] === 1) continue;
        seen[at] = 1;
        this.latenciesMs.push(now - (this.#sentAt[writer]?.[n] ?? now));
      }
    }
    if (this.latenciesMs.length === this.#expected) this.#complete.resolve();
  }

  /** Answers, for each distinct stream of updates, what it was and whose own updates must be added to it. */
  streams(): { readers: number[]; updates: Uint8Array[] }[] {
    const numbers = new Map<Heard, number>();
    const streams = new Map<string, { readers: number[]; updates: Uint8Array[] }>();
    this.#heardBy.forEach((heard, reader) => {
      const key = heard
        .map((one) => {
          const number = numbers.get(one) ?? numbers.size;
          numbers.set(one, number);
          return number;
        })
        .join();
      const stream = streams.get(key) ?? { readers: [], updates: heard.map((one) => one.bytes) };
      stream.readers.push(reader);
      streams.set(key, stream);
    });
    return [...streams.values()];
  }

  #decode(update: Uint8Array): Heard {
    const key = Buffer.from(update.buffer, update.byteOffset, update.byteLength).toString("latin1");
    const known = this.#known.get(key);
    if (known) return known;
    const ranges: Range[] = [];
    for (const struct of Y.decodeUpdate(update).structs) {
      const writer = this.#writers.get(struct.id.client);
      if (writer === undefined || struct instanceof Y.Skip) continue;
      ranges.push({ writer, from: struct.id.clock, until: struct.id.clock + struct.length });
    }
    const heard = { bytes: update.slice(), ranges };
    this.#known.set(key, heard);
    return heard;
  }
}
