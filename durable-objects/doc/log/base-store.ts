import { IdRanges } from "./id-ranges.ts";

/** Bytes of one row of a snapshot. SQLite in a Durable Object takes 2 MB. */
const PART_BYTES = 1_800_000;

/** What a compaction leaves, beside the snapshot's bytes. */
export interface Base {
  /** Everything up to this segment is in it. 0: nothing has been compacted yet. */
  through: number;
  structs: IdRanges;
  deletes: IdRanges;
  /** Size of the snapshot. */
  bytes: number;
}

/** A measure of some segments by which a change of them shows. */
export interface SegmentsMeasure extends Record<string, number> {
  count: number;
  bytes: number;
}

/** Thrown when another compaction was done meanwhile: there is nothing wrong, and nothing left to do. */
export class Overtaken extends Error {
  constructor() {
    super("the log changed under a compaction");
    this.name = "Overtaken";
  }
}

/** The snapshot of a doc: one update that is worth all entries up to `through`. */
export class BaseStore {
  readonly #storage: DurableObjectStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  read(): Base {
    const row = this.#storage.sql
      .exec<{ through: number; structs: ArrayBuffer; deletes: ArrayBuffer; bytes: number }>(
        "SELECT through, structs, deletes, bytes FROM log_base",
      )
      .toArray()[0];
    if (!row) return { through: 0, structs: new IdRanges(), deletes: new IdRanges(), bytes: 0 };
    return {
      through: row.through,
      structs: IdRanges.decode(new Uint8Array(row.structs)),
      deletes: IdRanges.decode(new Uint8Array(row.deletes)),
      bytes: row.bytes,
    };
  }

  /** The snapshot itself, or null before the first compaction. */
  snapshot(): Uint8Array | null {
    const parts = this.#storage.sql
      .exec<{ data: ArrayBuffer }>("SELECT data FROM log_base_parts ORDER BY part")
      .toArray()
      .map((row) => new Uint8Array(row.data));
    if (parts.length <= 1) return parts[0] ?? null;
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  /** How many segments lie behind `after` up to `through`, and how large they are: enough to see one change. */
  measure(after: number, through: number): SegmentsMeasure {
    return this.#storage.sql
      .exec<{ count: number; bytes: number }>(
        "SELECT count(*) AS count, total(length(data)) AS bytes FROM log_segments WHERE id > ? AND id <= ?",
        after,
        through,
      )
      .one();
  }

  /**
   * Puts a new snapshot in the place of the old one, in one commit: a kill leaves either the one or the other.
   * @throws Overtaken when the snapshot it was made from, or the segments, are not what was read.
   */
  replace(
    read: { after: number; rows: SegmentsMeasure },
    base: Omit<Base, "bytes">,
    snapshot: Uint8Array,
    at: number,
  ): void {
    this.#storage.transactionSync(() => {
      const { sql } = this.#storage;
      const rows = this.measure(read.after, base.through);
      if (this.read().through !== read.after || rows.count !== read.rows.count || rows.bytes !== read.rows.bytes) {
        throw new Overtaken();
      }
      sql.exec("DELETE FROM log_base_parts");
      for (let part = 0; part * PART_BYTES < snapshot.length; part++) {
        const data = snapshot.slice(part * PART_BYTES, (part + 1) * PART_BYTES);
        sql.exec("INSERT INTO log_base_parts (part, data) VALUES (?, ?)", part, data);
      }
      sql.exec(
        "INSERT OR REPLACE INTO log_base (id, through, structs, deletes, bytes, at) VALUES (1, ?, ?, ?, ?, ?)",
        base.through,
        base.structs.encode(),
        base.deletes.encode(),
        snapshot.length,
        at,
      );
    });
  }
}
