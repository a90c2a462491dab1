/** An effect its receiver refused, set aside so that the lane could go on. */
export interface ParkedEffect {
  id: number;
  lane: string;
  position: number;
  body: unknown;
  /** Why it was refused. */
  code: string;
  /** When it was parked, ms since 1970. */
  at: number;
}

type Row = { id: number; lane: string; position: number; body: string; code: string; at: number };

const COLUMNS = "id, lane, position, body, code, at";

function effectOf(row: Row): ParkedEffect {
  return { ...row, body: JSON.parse(row.body) };
}

/** The parked effects of a room. They keep their bodies, since the events they came from may be pruned. */
export class Parked {
  readonly #sql: SqlStorage;

  static readonly schema = `
    CREATE TABLE outbox_parked (
      id INTEGER PRIMARY KEY, lane TEXT NOT NULL, position INTEGER NOT NULL, body TEXT NOT NULL, code TEXT NOT NULL,
      at INTEGER NOT NULL
    );
  `;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  add(effect: Omit<ParkedEffect, "id">): void {
    this.#sql.exec(
      "INSERT INTO outbox_parked (lane, position, body, code, at) VALUES (?, ?, ?, ?, ?)",
      effect.lane,
      effect.position,
      JSON.stringify(effect.body),
      effect.code,
      effect.at,
    );
  }

  find(id: number): ParkedEffect | undefined {
    const row = this.#sql.exec<Row>(`SELECT ${COLUMNS} FROM outbox_parked WHERE id = ?`, id).toArray()[0];
    return row && effectOf(row);
  }

  /** Up to `limit`, oldest first. */
  list(limit: number): ParkedEffect[] {
    return this.#sql
      .exec<Row>(`SELECT ${COLUMNS} FROM outbox_parked ORDER BY id LIMIT ?`, limit)
      .toArray()
      .map(effectOf);
  }

  remove(id: number): void {
    this.#sql.exec("DELETE FROM outbox_parked WHERE id = ?", id);
  }
}
