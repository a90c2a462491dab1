import { conditionOf } from "./condition.ts";
import { AuditDetail, type AuditEntry, type AuditFilter, type AuditPlace } from "./protocol.ts";

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

  /**
   * Up to `limit` entries that fit the filter before the position `before`, newest first, each with its position.
   * `named` are the ids of whatever has the filter's text in its name.
   */
  page(
    filter: AuditFilter,
    named: readonly string[],
    before: number,
    limit: number,
  ): (AuditEntry & { position: number })[] {
    const fits = conditionOf(filter, named);
    return this.#sql
      .exec<Row>(
        `SELECT position, id, at, by, act, target, detail FROM audit WHERE position < ? AND ${fits.sql}
         ORDER BY position DESC LIMIT ?`,
        before,
        ...fits.values,
        limit,
      )
      .toArray()
      .map((row) => ({ ...row, detail: AuditDetail.parse(JSON.parse(row.detail)) }));
  }

  /** The place of the oldest entry kept, if older ones were let go of; else null. */
  letGoBefore(): AuditPlace | null {
    const oldest = this.#sql
      .exec<{ position: number; at: number; id: string }>(
        "SELECT position, at, id FROM audit ORDER BY position LIMIT 1",
      )
      .toArray()[0];
    return oldest && oldest.position > 1 ? { at: oldest.at, id: oldest.id } : null;
  }
}
