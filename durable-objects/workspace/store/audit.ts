import { AuditDetail, type AuditEntry } from "../protocol.ts";

type Row = {
  position: number;
  id: string;
  at: number;
  by: string | null;
  act: string;
  target: string | null;
  detail: string;
};

/** The latest sensitive acts, newest first; D1's `audit_logs` has them for good. */
export class AuditStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Appends an entry, and lets go of what is more than `kept` entries old. */
  append(entry: AuditEntry, kept: number): void {
    const { position } = this.#sql
      .exec<{ position: number }>(
        "INSERT INTO audit (id, at, by, act, target, detail) VALUES (?, ?, ?, ?, ?, ?) RETURNING position",
        entry.id,
        entry.at,
        entry.by,
        entry.act,
        entry.target,
        JSON.stringify(entry.detail),
      )
      .one();
    this.#sql.exec("DELETE FROM audit WHERE position <= ?", position - kept);
  }

  /** Up to `limit` entries before the position `before`, newest first, each with its position. */
  page(before: number, limit: number): (AuditEntry & { position: number })[] {
    return this.#sql
      .exec<Row>(
        "SELECT position, id, at, by, act, target, detail FROM audit WHERE position < ? ORDER BY position DESC LIMIT ?",
        before,
        limit,
      )
      .toArray()
      .map((row) => ({ ...row, detail: AuditDetail.parse(JSON.parse(row.detail)) }));
  }
}
