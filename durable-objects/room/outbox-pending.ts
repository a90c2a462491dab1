/** A lane that owes something. */
export interface PendingLane {
  name: string;
  /** The position of the last event whose effect, if it had one, the receiver holds. */
  cursor: number;
  /** Failed tries in a row. */
  attempts: number;
  /** How often the first effect behind the cursor was refused. */
  refusals: number;
  /** Not to be tried before this, ms since 1970. */
  due: number;
}

type Row = { name: string; cursor: number; attempts: number; refusals: number; due: number };

const COLUMNS = "name, cursor, attempts, refusals, due";

/** The lanes that owe something, and how far each has come. Every change writes one row. */
export class Pending {
  readonly #sql: SqlStorage;

  static readonly schema = `
    CREATE TABLE outbox_lanes (
      name TEXT PRIMARY KEY, cursor INTEGER NOT NULL, attempts INTEGER NOT NULL, refusals INTEGER NOT NULL,
      due INTEGER NOT NULL
    ) WITHOUT ROWID;
  `;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(name: string): PendingLane | undefined {
    return this.#sql.exec<Row>(`SELECT ${COLUMNS} FROM outbox_lanes WHERE name = ?`, name).toArray()[0];
  }

  all(): PendingLane[] {
    return this.#sql.exec<Row>(`SELECT ${COLUMNS} FROM outbox_lanes ORDER BY name`).toArray();
  }

  /** Those that may be tried at `now`. */
  due(now: number): PendingLane[] {
    return this.#sql.exec<Row>(`SELECT ${COLUMNS} FROM outbox_lanes WHERE due <= ? ORDER BY name`, now).toArray();
  }

  add(name: string, cursor: number): void {
    this.putOff({ name, cursor, attempts: 0, refusals: 0, due: 0 });
  }

  /** Moves the cursor; what stood in its way is forgotten. */
  advance(name: string, cursor: number): void {
    this.putOff({ name, cursor, attempts: 0, refusals: 0, due: 0 });
  }

  putOff(lane: PendingLane): void {
    this.#sql.exec(
      `INSERT INTO outbox_lanes (${COLUMNS}) VALUES (?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET
         cursor = excluded.cursor, attempts = excluded.attempts, refusals = excluded.refusals, due = excluded.due`,
      lane.name,
      lane.cursor,
      lane.attempts,
      lane.refusals,
      lane.due,
    );
  }

  remove(name: string): void {
    this.#sql.exec("DELETE FROM outbox_lanes WHERE name = ?", name);
  }

  nextDue(): number | null {
    return this.#sql.exec<{ due: number | null }>("SELECT MIN(due) AS due FROM outbox_lanes").one().due;
  }

  lowestCursor(): number | null {
    return this.#sql.exec<{ cursor: number | null }>("SELECT MIN(cursor) AS cursor FROM outbox_lanes").one().cursor;
  }
}
