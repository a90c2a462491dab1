/**
 * Where the log hands over to the history. A compaction does not delete the segments it took in: from then on they are
 * history, in the same rows. `history/` reads them, moves them to R2 when they are old, and only then removes them.
 */
import { placeKey, quarantined } from "./segment-store.ts";
import { decodeSegment, type LogEntry } from "./segments.ts";

export interface HistorySegment {
  id: number;
  /** When its first and its last entry came, ms since 1970. */
  openedAt: number;
  lastAt: number;
  /** The bytes of the row, as `segments.ts` describes them; fit to be kept as they are. */
  data: Uint8Array<ArrayBuffer>;
}

/** Which segments to read; all bounds are optional. */
export interface SegmentQuery {
  /** Only those with a higher id. */
  after?: number;
  /** Only those with an entry at or after this time, ms since 1970. */
  since?: number;
  /** Only those whose entries all came before this time, ms since 1970. */
  before?: number;
  /** At most this many, oldest first. */
  limit: number;
}

/** The segments of a doc that still stand in its object. */
export class Archive {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Segments that a compaction has taken in and that may be removed once they are kept elsewhere. */
  settled(query: SegmentQuery): HistorySegment[] {
    return this.#select(query, "id <= (SELECT through FROM log_base)");
  }

  /** All segments, the tail included, for questions about the history up to now. */
  all(query: SegmentQuery): HistorySegment[] {
    return this.#select(query, "TRUE");
  }

  /** The entries of a segment, without those that are in quarantine. */
  entries(segment: HistorySegment): LogEntry[] {
    const bad = quarantined(this.#sql, segment.id - 1);
    return [...decodeSegment(segment.data)].filter((_, entry) => !bad.has(placeKey({ segment: segment.id, entry })));
  }

  /** Bytes of the settled segments. */
  bytes(): number {
    return this.#sql
      .exec<{ bytes: number }>(
        "SELECT total(length(data)) AS bytes FROM log_segments WHERE id <= (SELECT through FROM log_base)",
      )
      .one().bytes;
  }

  /** Removes settled segments; ids of the tail are passed over. */
  remove(ids: readonly number[]): void {
    for (const id of ids) {
      this.#sql.exec("DELETE FROM log_segments WHERE id = ? AND id <= (SELECT through FROM log_base)", id);
      this.#sql.exec("DELETE FROM log_quarantine WHERE segment = ? AND segment <= (SELECT through FROM log_base)", id);
    }
  }

  #select({ after = 0, since = 0, before = Number.MAX_SAFE_INTEGER, limit }: SegmentQuery, where: string) {
    return this.#sql
      .exec<{ id: number; opened_at: number; last_at: number; data: ArrayBuffer }>(
        `SELECT id, opened_at, last_at, data FROM log_segments
         WHERE ${where} AND id > ? AND last_at >= ? AND last_at < ? ORDER BY id LIMIT ?`,
        after,
        since,
        before,
        limit,
      )
      .toArray()
      .map((row) => ({ id: row.id, openedAt: row.opened_at, lastAt: row.last_at, data: new Uint8Array(row.data) }));
  }
}
