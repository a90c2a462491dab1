import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";

/** `length` clocks of a client, from `clock` on. */
export type IdRange = readonly [client: number, clock: number, length: number];

/**
 * A set of Yjs ids: per client, ranges of clocks. It encodes exactly as Yjs encodes a delete set (v1), so the same
 * class holds which structs a doc has, gaps and all, and which it has deleted.
 */
export class IdRanges {
  /** Per client `[start, end, start, end, …]`: sorted, disjoint, not touching; `end` is exclusive. */
  readonly #clients = new Map<number, number[]>();
  /** Ranges that came out of order, likewise but unsorted, until someone asks: many are sorted in one go. */
  readonly #loose = new Map<number, number[]>();

  /** Adds `length` clocks from `clock` on. */
  add(client: number, clock: number, length: number): void {
    if (length <= 0) return;
    const end = clock + length;
    const ranges = this.#clients.get(client);
    if (!ranges) {
      this.#clients.set(client, [clock, end]);
      return;
    }
    const last = ranges[ranges.length - 1] ?? 0;
    if (clock === last) {
      ranges[ranges.length - 1] = end;
      return;
    }
    if (clock > last) {
      ranges.push(clock, end);
      return;
    }
    const loose = this.#loose.get(client);
    if (loose) loose.push(clock, end);
    else this.#loose.set(client, [clock, end]);
  }

  /** Whether all of `length` clocks from `clock` on are in the set. */
  has(client: number, clock: number, length: number): boolean {
    const ranges = this.#rangesOf(client);
    if (!ranges) return length <= 0;
    const at = firstEndingAfter(ranges, clock);
    const start = ranges[at];
    const end = ranges[at + 1];
    return length <= 0 || (start !== undefined && end !== undefined && start <= clock && clock + length <= end);
  }

  /** Whether any of `length` clocks from `clock` on are in the set. */
  touches(client: number, clock: number, length: number): boolean {
    const ranges = this.#rangesOf(client);
    const start = ranges?.[firstEndingAfter(ranges, clock)];
    return start !== undefined && start < clock + length;
  }

  /** Whether all of `other` is in this set. */
  covers(other: Iterable<IdRange>): boolean {
    for (const [client, clock, length] of other) if (!this.has(client, clock, length)) return false;
    return true;
  }

  addAll(other: Iterable<IdRange>): void {
    for (const [client, clock, length] of other) this.add(client, clock, length);
  }

  /** How many clocks of `client` are held from 0 on without a gap. */
  prefix(client: number): number {
    const ranges = this.#rangesOf(client);
    return ranges?.[0] === 0 ? (ranges[1] ?? 0) : 0;
  }

  /** The clock after the last one held of `client`. */
  end(client: number): number {
    return this.#rangesOf(client)?.at(-1) ?? 0;
  }

  /** How many clocks are in the set, of all clients. */
  total(): number {
    let total = 0;
    for (const [, , length] of this) total += length;
    return total;
  }

  clients(): IterableIterator<number> {
    return this.#clients.keys();
  }

  *[Symbol.iterator](): Generator<IdRange> {
    for (const [client, ranges] of this.#settled()) {
      for (let i = 0; i < ranges.length; i += 2) {
        const start = ranges[i] ?? 0;
        yield [client, start, (ranges[i + 1] ?? 0) - start];
      }
    }
  }

  /** A Yjs delete set, encoding v1. Equal sets encode to equal bytes. */
  encode(): Uint8Array {
    const encoder = encoding.createEncoder();
    const clients = [...this.#settled()].sort(([a], [b]) => b - a);
    encoding.writeVarUint(encoder, clients.length);
    for (const [client, ranges] of clients) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, ranges.length / 2);
      for (let i = 0; i < ranges.length; i += 2) {
        const start = ranges[i] ?? 0;
        encoding.writeVarUint(encoder, start);
        encoding.writeVarUint(encoder, (ranges[i + 1] ?? 0) - start);
      }
    }
    return encoding.toUint8Array(encoder);
  }

  /** @throws Error for bytes that `encode` did not make. */
  static decode(bytes: Uint8Array): IdRanges {
    const decoder = decoding.createDecoder(bytes);
    const ids = new IdRanges();
    for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) {
      const client = decoding.readVarUint(decoder);
      for (let ranges = decoding.readVarUint(decoder); ranges > 0; ranges--) {
        const clock = decoding.readVarUint(decoder);
        ids.add(client, clock, decoding.readVarUint(decoder));
      }
    }
    return ids;
  }

  #settled(): Map<number, number[]> {
    for (const client of this.#loose.keys()) this.#rangesOf(client);
    return this.#clients;
  }

  /** The ranges of a client, those that came out of order included. */
  #rangesOf(client: number): number[] | undefined {
    const ranges = this.#clients.get(client);
    const loose = this.#loose.size > 0 ? this.#loose.get(client) : undefined;
    if (!ranges || !loose) return ranges;
    this.#loose.delete(client);
    if (loose.length <= FEW) {
      for (let i = 0; i < loose.length; i += 2) insert(ranges, loose[i] ?? 0, loose[i + 1] ?? 0);
      return ranges;
    }
    const joined = union(ranges, loose);
    this.#clients.set(client, joined);
    return joined;
  }
}

/** Up to this many numbers are put in place one by one; each time costs as much as there are ranges behind it. */
const FEW = 16;

/** Puts one range into sorted ones. */
function insert(ranges: number[], start: number, end: number): void {
  // The first range that touches or follows the new one, and the first that lies wholly behind it.
  const from = firstEndingAfter(ranges, start - 1);
  let to = from;
  let low = start;
  let high = end;
  for (; to < ranges.length && (ranges[to] ?? 0) <= end; to += 2) {
    low = Math.min(low, ranges[to] ?? low);
    high = Math.max(high, ranges[to + 1] ?? high);
  }
  ranges.splice(from, to - from, low, high);
}

/** The ranges of both, sorted, whatever order `loose` is in. */
function union(ranges: readonly number[], loose: readonly number[]): number[] {
  const all: [start: number, end: number][] = [];
  for (const list of [ranges, loose]) {
    for (let i = 0; i < list.length; i += 2) all.push([list[i] ?? 0, list[i + 1] ?? 0]);
  }
  const joined: number[] = [];
  for (const [start, end] of all.sort(([a], [b]) => a - b)) {
    const last = joined.at(-1);
    if (last !== undefined && start <= last) joined[joined.length - 1] = Math.max(last, end);
    else joined.push(start, end);
  }
  return joined;
}

/** The index of the first range whose exclusive end is above `clock`; `ranges.length` when there is none. */
function firstEndingAfter(ranges: readonly number[], clock: number): number {
  let low = 0;
  let high = ranges.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle * 2 + 1] ?? 0) > clock) high = middle;
    else low = middle + 1;
  }
  return low * 2;
}
