import type { IdRange } from "./id-ranges.ts";

/** The structs of one client in an update: consecutive clocks, and the bytes that hold them without their head. */
export interface ClientBlock {
  client: number;
  clock: number;
  /** Clocks it covers. */
  length: number;
  /** How many structs it is. */
  count: number;
  /** Where its bytes are in the update. */
  from: number;
  to: number;
}

export interface Scan {
  blocks: ClientBlock[];
  deletes: IdRange[];
}

/** Struct kinds of Yjs' encoding v1, the five low bits of a struct's first byte. */
const GC = 0;
const CONTENT_DELETED = 1;
const CONTENT_STRING = 4;

/** What else stands in a struct's first byte. */
const HAS_ORIGIN = 0x80;
const HAS_RIGHT_ORIGIN = 0x40;
const HAS_PARENT_SUB = 0x20;
const KIND = 0x1f;

/**
 * Reads a plain update (typing in ASCII, deleting) by its bytes alone, checking all that `readExtent` checks. It answers
 * null for anything else, wrong or only unusual; that goes the long way. Making strings and objects out of each update,
 * only to relay it, costs a busy document more than all else but the sending.
 */
export function scanUpdate(update: Uint8Array): Scan | null {
  return new Scanner(update).scan();
}

/** Thrown to leave the short way, never to be seen outside. */
const UNUSUAL = new Error("not a plain update");

class Scanner {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  scan(): Scan | null {
    try {
      const blocks: ClientBlock[] = [];
      const clients = new Set<number>();
      for (let left = this.#varUint(); left > 0; left--) {
        const block = this.#block();
        if (clients.has(block.client)) return null;
        clients.add(block.client);
        blocks.push(block);
      }
      const deletes = this.#deletes();
      return this.#at === this.#bytes.length ? { blocks, deletes } : null;
    } catch (cause) {
      if (cause === UNUSUAL) return null;
      throw cause;
    }
  }

  #block(): ClientBlock {
    const count = this.#varUint();
    const client = this.#varUint();
    const clock = this.#varUint();
    const from = this.#at;
    let length = 0;
    for (let left = count; left > 0; left--) length += this.#struct(client, clock + length);
    if (length === 0) throw UNUSUAL;
    return { client, clock, length, count, from, to: this.#at };
  }

  /** Passes over one struct and answers how many clocks it covers. */
  #struct(client: number, clock: number): number {
    const info = this.#byte();
    if (info === GC) return this.#length(clock);
    const kind = info & KIND;
    if (kind !== CONTENT_STRING && kind !== CONTENT_DELETED) throw UNUSUAL;
    if (info & HAS_ORIGIN) this.#id(client, clock);
    if (info & HAS_RIGHT_ORIGIN) this.#id(client, clock);
    if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) === 0) {
      if (this.#varUint() === 1) this.#ascii();
      else this.#id(client, clock);
      if (info & HAS_PARENT_SUB) this.#ascii();
    }
    if (kind === CONTENT_DELETED) return this.#length(clock);
    const length = this.#ascii();
    if (length === 0) throw UNUSUAL;
    return length;
  }

  #deletes(): IdRange[] {
    const deletes: IdRange[] = [];
    for (let clients = this.#varUint(); clients > 0; clients--) {
      const client = this.#varUint();
      for (let ranges = this.#varUint(); ranges > 0; ranges--) {
        const clock = this.#varUint();
        deletes.push([client, clock, this.#length(clock)]);
      }
    }
    return deletes;
  }

  /** An id that a struct of `client` at `clock` refers to: nothing of its own that comes later. */
  #id(client: number, clock: number): void {
    const other = this.#varUint();
    if (this.#varUint() >= clock && other === client) throw UNUSUAL;
  }

  #length(clock: number): number {
    const length = this.#varUint();
    if (length === 0 || !Number.isSafeInteger(clock + length)) throw UNUSUAL;
    return length;
  }

  /** Passes over a string, if each of its bytes is a character, and answers how many. */
  #ascii(): number {
    const length = this.#varUint();
    const end = this.#at + length;
    if (end > this.#bytes.length) throw UNUSUAL;
    for (; this.#at < end; this.#at++) if (this.#byteAt(this.#at) > 0x7f) throw UNUSUAL;
    return length;
  }

  #varUint(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.#byte();
      value += (byte & 0x7f) * factor;
      if (value > Number.MAX_SAFE_INTEGER) throw UNUSUAL;
      if (byte < 0x80) return value;
    }
  }

  #byte(): number {
    return this.#byteAt(this.#at++);
  }

  #byteAt(index: number): number {
    const byte = this.#bytes[index];
    if (byte === undefined) throw UNUSUAL;
    return byte;
  }
}
