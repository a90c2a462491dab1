import { fingerprint } from "./fingerprint.ts";

/** One forward-only step of a part's schema. Once released it is never edited; a mistake is mended by the next one. */
export interface Migration {
  /** 1, 2, 3, … without holes. */
  number: number;
  /** One or more SQL statements. */
  sql: string;
}

export type MigrationFault = "numbers_not_consecutive" | "number_changed" | "number_missing";

/** The code's list of migrations and what the object recorded contradict each other; the object must not go on. */
export class MigrationError extends Error {
  readonly code: MigrationFault;

  constructor(code: MigrationFault, part: string, number: number) {
    super(`Migration ${number} of "${part}": ${code}`);
    this.name = "MigrationError";
    this.code = code;
  }
}

/** True when this object was ever migrated, that is: created, and not wiped since. Writes nothing. */
export function hasSchema(sql: SqlStorage): boolean {
  return sql.exec("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migrations'").toArray().length > 0;
}

/**
 * Brings one part of an object (the kernel's, or a kind's; each numbers its own) to the newest schema this code knows,
 * every step in one transaction with its record, and says how many steps were taken. Called when a room is created,
 * and on each waking of a room that was; with nothing to do it reads a row per step and writes none.
 *
 * Numbers above those the code knows are left alone: they come from a newer release that was rolled back, and every
 * release runs on the schema of the next one.
 *
 * @throws MigrationError when a number is missing, or its SQL is not what was applied (white space apart).
 */
export function migrate(storage: DurableObjectStorage, part: string, migrations: readonly Migration[]): number {
  migrations.forEach((step, index) => {
    if (step.number !== index + 1) throw new MigrationError("numbers_not_consecutive", part, step.number);
  });
  const { sql } = storage;
  if (!hasSchema(sql)) {
    // `PRAGMA user_version` would be the usual place; the platform refuses it.
    sql.exec(`CREATE TABLE migrations (
      part TEXT NOT NULL, number INTEGER NOT NULL, fingerprint TEXT NOT NULL, at INTEGER NOT NULL,
      PRIMARY KEY (part, number)
    ) WITHOUT ROWID`);
  }
  const missing = migrations.slice(applied(sql, part, migrations));
  for (const step of missing) {
    storage.transactionSync(() => {
      sql.exec(step.sql);
      sql.exec(
        "INSERT INTO migrations (part, number, fingerprint, at) VALUES (?, ?, ?, ?)",
        part,
        step.number,
        markOf(step),
        Date.now(),
      );
    });
  }
  return missing.length;
}

/** How many steps of `part` are recorded, after comparing them with the code's. */
function applied(sql: SqlStorage, part: string, migrations: readonly Migration[]): number {
  const rows = sql
    .exec<{ number: number; fingerprint: string }>(
      "SELECT number, fingerprint FROM migrations WHERE part = ? ORDER BY number",
      part,
    )
    .toArray();
  rows.forEach((row, index) => {
    if (row.number !== index + 1) throw new MigrationError("number_missing", part, index + 1);
    const known = migrations[index];
    if (known && markOf(known) !== row.fingerprint) {
      throw new MigrationError("number_changed", part, row.number);
    }
  });
  return rows.length;
}

/** White space may be laid out anew without the statements being others. */
function markOf(step: Migration): string {
  return fingerprint(step.sql.replace(/\s+/g, " ").trim());
}
