import { z } from "zod";
import { UploadState } from "../../../../../worker/files/multipart.ts";
import { Place } from "./places.ts";

/** How far an export is: all that is needed to go on with it, but for the bytes in {@link ExportStore.pieces}. */
export const Progress = z.object({
  place: Place,
  zip: z.object({ offset: z.number(), files: z.number(), directory: z.number() }),
  upload: UploadState,
  /** How often progress was kept. */
  runs: z.number().int(),
});
export type Progress = z.infer<typeof Progress>;

const Body = z.object({
  requestedAt: z.number(),
  requestedBy: z.string(),
  /** Why it failed or is tried again, in a sentence. */
  reason: z.string().nullable(),
  /** How often in a row it broke down by itself, not because a neighbour was down. */
  faults: z.number().int(),
  /** The size of its file once it is done; null before, and for one that failed. */
  bytes: z.number().nullable(),
  files: z.number().int(),
  progress: Progress.nullable(),
});

export interface ExportRow extends z.infer<typeof Body> {
  id: string;
  /** When it was done or failed, ms since 1970; null while it is under way. */
  endedAt: number | null;
}

type Row = { id: string; ended_at: number | null; body: string };

/** A row may have 2 MB; a tail of 5 MiB is kept in pieces. */
const PIECE_BYTES = 1_500_000;

/** Exports of the workspace, the newest first by their ids, and the bytes of the one under way. */
export class ExportStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(id: string): ExportRow | undefined {
    return this.#rows("WHERE id = ?", id)[0];
  }

  /** The one under way, if there is one. */
  active(): ExportRow | undefined {
    return this.#rows("WHERE ended_at IS NULL LIMIT 1")[0];
  }

  /** Up to `limit` of them before the id `before` (null: from the newest), newest first. */
  page(before: string | null, limit: number): ExportRow[] {
    return before === null
      ? this.#rows("ORDER BY id DESC LIMIT ?", limit)
      : this.#rows("WHERE id < ? ORDER BY id DESC LIMIT ?", before, limit);
  }

  put({ id, endedAt, ...body }: ExportRow): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO exports (id, ended_at, body) VALUES (?, ?, ?)",
      id,
      endedAt,
      JSON.stringify(Body.parse(body)),
    );
  }

  /** Forgets all but the `kept` newest. */
  prune(kept: number): void {
    this.#sql.exec("DELETE FROM exports WHERE id NOT IN (SELECT id FROM exports ORDER BY id DESC LIMIT ?)", kept);
  }

  // --- Bytes of the one under way: what is in no part yet, and the records of the directory ---

  /** The bytes kept as `part`, in pieces. */
  pieces(id: string, part: "tail" | "directory"): Uint8Array[] {
    return this.#sql
      .exec<{ data: ArrayBuffer }>(
        "SELECT data FROM export_pieces WHERE export = ? AND part = ? ORDER BY number",
        id,
        part,
      )
      .toArray()
      .map(({ data }) => new Uint8Array(data));
  }

  setTail(id: string, tail: Uint8Array): void {
    this.#sql.exec("DELETE FROM export_pieces WHERE export = ? AND part = 'tail'", id);
    this.#append(id, "tail", tail);
  }

  /** Appends records to those of the directory. */
  addRecords(id: string, records: readonly Uint8Array[]): void {
    const bytes = new Uint8Array(records.reduce((sum, record) => sum + record.length, 0));
    let at = 0;
    for (const record of records) {
      bytes.set(record, at);
      at += record.length;
    }
    this.#append(id, "directory", bytes);
  }

  clearPieces(id: string): void {
    this.#sql.exec("DELETE FROM export_pieces WHERE export = ?", id);
  }

  #append(id: string, part: "tail" | "directory", bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
      this.#sql.exec(
        `INSERT INTO export_pieces (export, part, number, data)
         SELECT ?1, ?2, coalesce(max(number), 0) + 1, ?3 FROM export_pieces WHERE export = ?1 AND part = ?2`,
        id,
        part,
        bytes.slice(from, from + PIECE_BYTES).buffer,
      );
    }
  }

  #rows(rest: string, ...bindings: (string | number)[]): ExportRow[] {
    return this.#sql
      .exec<Row>(`SELECT id, ended_at, body FROM exports ${rest}`, ...bindings)
      .toArray()
      .map(({ id, ended_at, body }) => ({ id, endedAt: ended_at, ...Body.parse(JSON.parse(body)) }));
  }
}
