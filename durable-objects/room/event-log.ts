import { z } from "zod";
import { RoomError } from "./errors.ts";
import { newId } from "./id.ts";
import type { EventEnvelope } from "./protocol.ts";

/** An event about to be written. `data` are the fields of its type; the envelope's own names in it are overruled. */
export interface EventDraft {
  stream: string;
  type: string;
  /** The user who caused it, or null for the room itself. */
  by: string | null;
  /** ms since 1970 */
  at: number;
  data: Readonly<Record<string, unknown>>;
}

/** An event and its place among all events of the room, by which outbox lanes keep their cursors. */
export interface LoggedEvent {
  position: number;
  event: EventEnvelope;
}

/** What a client says it has of a stream. */
export interface ResumePoint {
  epoch?: string | undefined;
  after?: number | undefined;
}

/** Either all that was missed, in order, or the need for a snapshot (P2). */
export type Resumption = { recovered: true; events: EventEnvelope[] } | { recovered: false };

/**
 * JSON of one event above this many bytes of UTF-8 is refused. A row may have 2 MB, its other columns included
 * (developers.cloudflare.com/durable-objects/platform/limits).
 */
export const MAX_EVENT_BYTES = 1_800_000;

/** Rows deleted by one {@link EventLog.prune}. */
const PRUNED_AT_ONCE = 500;

const EPOCH_KEY = "events.epoch";

type Row = { position: number; stream: string; seq: number; type: string; by: string | null; at: number; data: string };

const COLUMNS = `position, stream, seq, type, "by", at, data`;

/** Stored fields this code does not know pass through. */
const Stored = z.looseObject({});

/**
 * The room's events in one table, in the order they happened. Each stream has its own dense seq; all share one epoch.
 *
 * Written rows: 1 per event. That is why (stream, seq) has no index, which would write a second: a stream is read
 * backwards from the newest position, and since its seqs are dense the reading stops with the last one asked for.
 *
 * One instance per object: it remembers where each stream's newest event is, and looks there before believing it, so
 * that a transaction rolled back around {@link append} does no harm.
 */
export class EventLog {
  readonly #storage: DurableObjectStorage;
  readonly #sql: SqlStorage;
  readonly #newest = new Map<string, { position: number; seq: number }>();

  static readonly schema = `
    CREATE TABLE events (
      position INTEGER PRIMARY KEY, stream TEXT NOT NULL, seq INTEGER NOT NULL,
      type TEXT NOT NULL, "by" TEXT, at INTEGER NOT NULL, data TEXT NOT NULL
    );
  `;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#sql = storage.sql;
  }

  /** The room's epoch; made on the first call, which writes 1 row, and changed only by {@link restart}. */
  epoch(): string {
    return this.#storage.kv.get<string>(EPOCH_KEY) ?? this.restart();
  }

  /**
   * Says that history restarted, as after loading a backup: every client is then given a snapshot, and receivers of
   * deliveries see a new source (what was on its way to them may then arrive twice). Seqs and positions go on growing. Answers
   * the new epoch.
   */
  restart(): string {
    const epoch = newId();
    this.#storage.kv.put(EPOCH_KEY, epoch);
    return epoch;
  }

  /** Writes the next event of a stream. Belongs in the transaction of its effect. @throws RoomError `too_large`. */
  append(draft: EventDraft): LoggedEvent {
    const data = JSON.stringify(draft.data);
    if (!fitsRow(data)) throw new RoomError("too_large", "This is too large to be kept as one change.");
    const { stream, type, by, at } = draft;
    const newest = this.#newestOfAll();
    const seq = (newest?.stream === stream ? newest.seq : this.head(stream)) + 1;
    // Chosen by hand, since AUTOINCREMENT would write a second row; `prune` keeps the newest row, so it only grows.
    const position = (newest?.position ?? 0) + 1;
    this.#sql.exec(
      `INSERT INTO events (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)`,
      position,
      stream,
      seq,
      type,
      by,
      at,
      data,
    );
    this.#newest.set(stream, { position, seq });
    return { position, event: { ...draft.data, stream, seq, type, at, by } };
  }

  /** The position of the room's newest event, 0 before the first. */
  position(): number {
    return this.#newestOfAll()?.position ?? 0;
  }

  /** The seq of a stream's newest event, 0 before the first. */
  head(stream: string): number {
    return this.#newestOf(stream)?.seq ?? 0;
  }

  /** Up to `limit` kept events of a stream behind `seq`, in order. */
  after(stream: string, seq: number, limit: number): EventEnvelope[] {
    const newest = this.#newestOf(stream);
    if (!newest || newest.seq <= seq) return [];
    return this.#sql
      .exec<Row>(
        `SELECT ${COLUMNS} FROM events WHERE position <= ? AND stream = ? AND seq > ? AND seq <= ?
         ORDER BY position DESC LIMIT ?`,
        newest.position,
        stream,
        seq,
        seq + limit,
        Math.min(limit, newest.seq - seq),
      )
      .toArray()
      .reverse()
      .map((row) => entryOf(row).event);
  }

  /**
   * Decides a resume: all events behind `from`, if it belongs to this epoch, they are all still kept, and there are
   * no more than `limit`; else the client needs a snapshot.
   */
  resume(stream: string, from: ResumePoint, limit: number): Resumption {
    if (from.after === undefined || from.epoch !== this.epoch()) return { recovered: false };
    const missed = this.head(stream) - from.after;
    if (missed < 0 || missed > limit) return { recovered: false };
    const events = this.after(stream, from.after, limit);
    return events.length === missed ? { recovered: true, events } : { recovered: false };
  }

  /** Up to `limit` entries of all streams behind `position`, in order. */
  scan(position: number, limit: number): LoggedEvent[] {
    return this.#sql
      .exec<Row>(`SELECT ${COLUMNS} FROM events WHERE position > ? ORDER BY position LIMIT ?`, position, limit)
      .toArray()
      .map(entryOf);
  }

  /**
   * Kept entries of `streams` before `position`, newest first, read only as far as the caller goes. With `mentioning`,
   * only those whose data holds this text somewhere; what else they must fulfil is for the caller to look at.
   */
  *backwards(position: number, streams: readonly string[], mentioning = ""): IterableIterator<LoggedEvent> {
    const rows = this.#sql.exec<Row>(
      `SELECT ${COLUMNS} FROM events
       WHERE position < ? AND stream IN (SELECT value FROM json_each(?)) AND instr(data, ?) > 0 ORDER BY position DESC`,
      position,
      JSON.stringify(streams),
      mentioning,
    );
    for (const row of rows) yield entryOf(row);
  }

  /**
   * Says otherwise what kept events from `position` on say, those whose data holds the text `mentioning`: what was taken
   * back for good must not come to whoever missed it. `rewrite` answers the data as it now is, of about the same length.
   */
  redact(
    position: number,
    mentioning: string,
    rewrite: (data: Readonly<Record<string, unknown>>) => Record<string, unknown>,
  ): void {
    const rows = this.#sql
      .exec<{ position: number; data: string }>(
        "SELECT position, data FROM events WHERE position >= ? AND instr(data, ?) > 0",
        position,
        mentioning,
      )
      .toArray();
    for (const row of rows) {
      const data = JSON.stringify(rewrite(Stored.parse(JSON.parse(row.data))));
      this.#sql.exec("UPDATE events SET data = ? WHERE position = ?", data, row.position);
    }
  }

  /**
   * Deletes the events up to `position` that nothing is owed of (`heldFrom`, as in {@link prune}), but for the newest of
   * each stream: what they tell of is not to be kept any longer.
   */
  forget(position: number, heldFrom: number | null): void {
    this.#sql.exec(
      `DELETE FROM events WHERE position <= ? AND position NOT IN (SELECT MAX(position) FROM events GROUP BY stream)`,
      Math.min(position, heldFrom ?? Number.MAX_SAFE_INTEGER),
    );
  }

  /**
   * Deletes old events, some hundred at most, and says how many. Kept are the last `keep` of the room, the newest of
   * each stream, and all behind `heldFrom`: the position up to which the outbox has delivered everything, or null when
   * nothing is owed. Meant to be called now and then, such as every {@link PRUNE_EVERY} events. Each deleted row counts
   * as a written one.
   */
  prune(keep: number, heldFrom: number | null): number {
    const upTo = Math.min(this.position() - keep, heldFrom ?? Number.MAX_SAFE_INTEGER);
    return this.#sql.exec(
      `DELETE FROM events WHERE position IN (
         SELECT position FROM events
         WHERE position <= ? AND position NOT IN (SELECT MAX(position) FROM events GROUP BY stream)
         ORDER BY position LIMIT ?
       )`,
      upTo,
      PRUNED_AT_ONCE,
    ).rowsWritten;
  }

  #newestOfAll(): { position: number; stream: string; seq: number } | undefined {
    return this.#sql
      .exec<{ position: number; stream: string; seq: number }>(
        "SELECT position, stream, seq FROM events ORDER BY position DESC LIMIT 1",
      )
      .toArray()[0];
  }

  #newestOf(stream: string): { position: number; seq: number } | undefined {
    const believed = this.#newest.get(stream);
    if (believed && this.#isThere(stream, believed)) return believed;
    const found = this.#sql
      .exec<{ position: number; seq: number }>(
        "SELECT position, seq FROM events WHERE stream = ? ORDER BY position DESC LIMIT 1",
        stream,
      )
      .toArray()[0];
    if (found) this.#newest.set(stream, found);
    else this.#newest.delete(stream);
    return found;
  }

  #isThere(stream: string, place: { position: number; seq: number }): boolean {
    const rows = this.#sql.exec(
      "SELECT 1 FROM events WHERE position = ? AND stream = ? AND seq = ?",
      place.position,
      stream,
      place.seq,
    );
    return rows.toArray().length > 0;
  }
}

/** How many events may pass between two {@link EventLog.prune}s, which each delete more than that. */
export const PRUNE_EVERY = 256;

/** Most are so short that they fit whatever letters they are of: a UTF-16 unit is at most 3 bytes. */
function fitsRow(data: string): boolean {
  if (data.length * 3 <= MAX_EVENT_BYTES) return true;
  return data.length <= MAX_EVENT_BYTES && new TextEncoder().encode(data).length <= MAX_EVENT_BYTES;
}

function entryOf(row: Row): LoggedEvent {
  const { position, stream, seq, type, at, by } = row;
  return { position, event: { ...Stored.parse(JSON.parse(row.data)), stream, seq, type, at, by } };
}
