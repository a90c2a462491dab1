import * as idb from "lib0/indexeddb";
import { z } from "zod";
import { PROTOCOL_VERSION, You } from "../../../durable-objects/room/protocol.ts";
import { type Clock, systemClock } from "../clock.ts";
import { Table } from "../storage/table.ts";
import type { Position } from "./stream.ts";

/** How much of one user is kept in this browser. What was used longest ago goes first. */
export const KEPT = { streams: 100, characters: 24_000_000 };

/** A stream as this browser last kept it. */
interface StreamCopy {
  /** Where the reader was in it; null when another build of the page kept it, which may have known less of it. */
  position: Position | null;
  /** What the stream's design reads a state from. */
  parts: readonly unknown[];
  /** Who the reader was to the room. */
  you: You;
}

/** Where a room's streams are kept. Each may reject: the room then goes on without. */
export interface StreamCopies {
  load(stream: string): Promise<StreamCopy | null>;
  /** Answers how many characters that took. */
  save(stream: string, copy: { position: Position; parts: readonly unknown[]; you: You }): Promise<number>;
  /** Drops what is kept of the room, but for these streams. */
  keepOnly(streams: readonly string[]): Promise<void>;
}

const Row = z.object({
  protocol: z.literal(PROTOCOL_VERSION),
  build: z.string(),
  epoch: z.string(),
  seq: z.number().int().nonnegative(),
  you: You,
  /** The parts, as JSON: one string is written much quicker than thousands of objects. */
  text: z.string(),
});
type Row = z.infer<typeof Row>;

/** What a copy weighs and when it was used last, to be read without reading the copy. */
const Weight = z.object({ at: z.number(), characters: z.number() });
type Weight = z.infer<typeof Weight>;

/**
 * What this browser keeps of the rooms that one user was in, so that they open at once, resume from there, and can be
 * looked at without a network. Another user of the same browser never sees it: the database is named by its owner (P5).
 */
export class RoomCopies {
  readonly #db: IDBDatabase;
  readonly #rows: Table<Row>;
  readonly #weights: Table<Weight>;
  readonly #build: string;
  readonly #clock: Clock;
  #forgotten = false;

  private constructor(db: IDBDatabase, build: string, clock: Clock) {
    this.#db = db;
    this.#build = build;
    this.#clock = clock;
    this.#rows = new Table(db, "streams", Row);
    this.#weights = new Table(db, "weights", Weight);
  }

  /**
   * Opens what is kept of `owner` (a user's id). `build` names the code that reads it: what other code kept is shown
   * until the room has spoken, and never resumed from. Null when this browser keeps nothing.
   */
  static async open(owner: string, build: string, clock: Clock = systemClock): Promise<RoomCopies | null> {
    try {
      const stores = [["streams"], ["weights"]];
      const db = await idb.openDB(`ensemble:${owner}:rooms`, (fresh) => idb.createStores(fresh, stores));
      return new RoomCopies(db, build, clock);
    } catch {
      return null;
    }
  }

  /** The streams of one room. */
  of(room: string): StreamCopies {
    const prefix = `${room}/`;
    return {
      load: (stream) => this.#load(prefix + stream),
      save: (stream, copy) => this.#save(prefix + stream, copy),
      keepOnly: async (streams) => {
        const kept = new Set(streams.map((stream) => prefix + stream));
        for (const key of await this.#rows.keys(prefix)) if (!kept.has(key)) await this.#drop(key);
      },
    };
  }

  /** Forgets everything, at sign-out, and keeps nothing more. */
  async forgetAll(): Promise<void> {
    this.#forgotten = true;
    await this.#dropAll();
  }

  close(): void {
    this.#db.close();
  }

  async #load(key: string): Promise<StreamCopy | null> {
    const row = await this.#rows.get(key);
    const parts = row && partsOf(row.text);
    if (!row || !parts) {
      // An older page kept it, or it was damaged.
      await this.#drop(key);
      return null;
    }
    await this.#weights.put(key, { at: this.#clock.now(), characters: row.text.length });
    const position = row.build === this.#build ? { epoch: row.epoch, seq: row.seq } : null;
    return { position, parts, you: row.you };
  }

  async #save(key: string, copy: Parameters<StreamCopies["save"]>[1]): Promise<number> {
    if (this.#forgotten) return 0;
    const { position, parts, you } = copy;
    const text = JSON.stringify(parts);
    await this.#rows.put(key, { protocol: PROTOCOL_VERSION, build: this.#build, ...position, you, text });
    await this.#weights.put(key, { at: this.#clock.now(), characters: text.length });
    // It may have been written behind the back of a sign-out.
    if (this.#forgotten) await this.#dropAll();
    else await this.#bound();
    return text.length;
  }

  async #bound(): Promise<void> {
    const weights = await this.#weights.rows();
    let left = { ...KEPT };
    for (const [key, { characters }] of [...weights].toSorted(([, a], [, b]) => b.at - a.at)) {
      left = { streams: left.streams - 1, characters: left.characters - characters };
      if (left.streams < 0 || left.characters < 0) await this.#drop(key);
    }
  }

  async #dropAll(): Promise<void> {
    for (const key of await this.#rows.keys()) await this.#drop(key);
  }

  async #drop(key: string): Promise<void> {
    await this.#rows.remove(key);
    await this.#weights.remove(key);
  }
}

function partsOf(text: string): readonly unknown[] | null {
  try {
    const parts: unknown = JSON.parse(text);
    return Array.isArray(parts) ? parts : null;
  } catch {
    return null;
  }
}
