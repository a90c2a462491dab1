import { decodeSegment, type LogEntry, SegmentWriter } from "./segments.ts";

/** A segment is closed when the next append would bring it above this. Small, since each append rewrites the row. */
const SEGMENT_BYTES = 4_096;

/** The most bytes put into one row; SQLite in a Durable Object takes 2 MB. */
const ROW_BYTES = 1_900_000;

/** Where an entry stands: its segment's id and its index in it, from 0. */
export interface EntryPlace {
  segment: number;
  entry: number;
}

export interface PlacedEntry extends LogEntry {
  place: EntryPlace;
}

interface OpenSegment {
  id: number;
  bytes: number;
  writer: SegmentWriter;
}

/** The rows of the log. An append writes one row as a rule: it grows the open segment, or opens the next. */
export class SegmentStore {
  readonly #sql: SqlStorage;
  #open: OpenSegment | null = null;
  #last: number;

  /** Goes on with the newest segment, if it lies behind `through`; otherwise the next append opens one. */
  constructor(sql: SqlStorage, through: number) {
    this.#sql = sql;
    const newest = sql
      .exec<{ id: number; data: ArrayBuffer }>("SELECT id, data FROM log_segments ORDER BY id DESC LIMIT 1")
      .toArray()[0];
    this.#last = Math.max(through, newest?.id ?? 0);
    if (newest && newest.id > through) {
      const writer = SegmentWriter.resume(new Uint8Array(newest.data));
      this.#open = { id: newest.id, bytes: newest.data.byteLength, writer };
    }
  }

  /** The id of the newest segment, or the last one compacted when there is none behind it. */
  get last(): number {
    return this.#last;
  }

  /** Commits `entries` in their order. Call it within one synchronous turn with what is answered to clients. */
  append(entries: readonly LogEntry[]): void {
    let batch: LogEntry[] = [];
    let bytes = 0;
    for (const entry of entries) {
      if (batch.length > 0 && bytes + entry.update.length > ROW_BYTES) {
        this.#write(batch, bytes);
        batch = [];
        bytes = 0;
      }
      batch.push(entry);
      bytes += entry.update.length;
    }
    if (batch.length > 0) this.#write(batch, bytes);
  }

  /** Closes the open segment: what is appended next stands in a new one. */
  seal(): void {
    this.#open = null;
  }

  /** All entries behind segment `through`, without those in quarantine. */
  after(through: number): Generator<PlacedEntry> {
    return this.behind({ segment: through, entry: Number.POSITIVE_INFINITY });
  }

  /** All entries behind `place`, without those in quarantine. */
  *behind(place: EntryPlace): Generator<PlacedEntry> {
    const rows = this.#sql
      .exec<{ id: number; data: ArrayBuffer }>(
        "SELECT id, data FROM log_segments WHERE id >= ? ORDER BY id",
        Number.isFinite(place.entry) ? place.segment : place.segment + 1,
      )
      .toArray();
    const bad = quarantined(this.#sql, place.segment - 1);
    for (const { id, data } of rows) {
      let entry = 0;
      for (const each of decodeSegment(new Uint8Array(data))) {
        const here = { segment: id, entry: entry++ };
        if (id === place.segment && here.entry <= place.entry) continue;
        if (!bad.has(placeKey(here))) yield { ...each, place: here };
      }
    }
  }

  /** Sets an entry aside: nobody is given it any more. `reason` must name no content. */
  quarantine(place: EntryPlace, at: number, reason: string): void {
    this.#sql.exec(
      "INSERT OR IGNORE INTO log_quarantine (segment, entry, at, reason) VALUES (?, ?, ?, ?)",
      place.segment,
      place.entry,
      at,
      reason,
    );
  }

  #write(entries: readonly LogEntry[], bytes: number): void {
    const at = entries.at(-1)?.at ?? 0;
    if (this.#open && this.#open.bytes + bytes <= SEGMENT_BYTES) {
      const data = this.#open.writer.write(entries);
      this.#sql.exec(
        "UPDATE log_segments SET data = CAST(data || ? AS BLOB), last_at = ? WHERE id = ?",
        data,
        at,
        this.#open.id,
      );
      this.#open.bytes += data.length;
      return;
    }
    const writer = new SegmentWriter(entries[0]?.at ?? at);
    const data = writer.write(entries);
    const id = this.#last + 1;
    this.#sql.exec(
      "INSERT INTO log_segments (id, opened_at, last_at, data) VALUES (?, ?, ?, ?)",
      id,
      writer.openedAt,
      at,
      data,
    );
    this.#last = id;
    this.#open = { id, bytes: data.length, writer };
  }
}

/** The places in quarantine behind segment `through`, as keys of {@link placeKey}. */
export function quarantined(sql: SqlStorage, through: number): Set<string> {
  const rows = sql
    .exec<{ segment: number; entry: number }>("SELECT segment, entry FROM log_quarantine WHERE segment > ?", through)
    .toArray();
  return new Set(rows.map(placeKey));
}

export function placeKey(place: EntryPlace): string {
  return `${place.segment}:${place.entry}`;
}
