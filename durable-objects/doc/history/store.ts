import { z } from "zod";
import { IdRanges } from "../log/id-ranges.ts";
import type { UpdateExtent } from "../log/update.ts";
import { sumOf } from "./changes.ts";
import { type HistoryChange, HistoryShare } from "./protocol.ts";

/**
 * The tables of a doc's history, for the room's migrations.
 *
 * - `history_changes`: what settled segments say, gathered; `until` is the change's `to`, which names it.
 * - `history_mark`: up to which segment that was done, and which structs and deletes were counted by then.
 * - `history_packs`: the objects in R2, in order of time. `kind`: `pack` for entries, `floor` for the state that all
 *   entries of the packs until one came to, `doomed` for what is superseded and to be deleted there.
 */
export const HISTORY_SCHEMA = `
  CREATE TABLE history_changes (
    until INTEGER PRIMARY KEY, since INTEGER NOT NULL, shares TEXT NOT NULL, restored TEXT
  );
  CREATE TABLE history_mark (
    id INTEGER PRIMARY KEY CHECK (id = 1), through INTEGER NOT NULL, structs BLOB NOT NULL, deletes BLOB NOT NULL
  );
  CREATE TABLE history_packs (
    number INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL
  );
`;

/**
 * A later step of the same.
 *
 * - `history_changes.undid`: 1 where the change took back a restore.
 * - `history_packs.holds`: of a floor, the number of the last pack it is the sum of; null where all have gone since.
 */
export const HISTORY_FLOORS_SCHEMA = `
  ALTER TABLE history_changes ADD COLUMN undid INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE history_packs ADD COLUMN holds INTEGER;
`;

/** A later step of the same. `history_changes.before`: of a restore, the version that was kept before it. */
export const HISTORY_BEFORE_SCHEMA = "ALTER TABLE history_changes ADD COLUMN before TEXT;";

const Shares = z.array(HistoryShare);

/** An object of this doc's history in R2. */
export interface Shelved {
  key: string;
  /** When its first and its last entry came, ms since 1970. */
  firstAt: number;
  lastAt: number;
}

export interface Pack extends Shelved {
  number: number;
}

/** A full state in R2: what all packs up to the one numbered `holds` come to. */
export interface Floor extends Pack {
  holds: number;
}

interface ChangeRow extends Record<string, SqlStorageValue> {
  until: number;
  since: number;
  shares: string;
  restored: string | null;
  undid: number;
  before: string | null;
}

/** What the room remembers of a doc's history beside the segments themselves. */
export class HistoryStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The segment up to which changes are gathered. */
  get through(): number {
    return this.#sql.exec<{ through: number }>("SELECT through FROM history_mark").toArray()[0]?.through ?? 0;
  }

  /** What was counted up to that segment; the caller's own to add to. */
  counted(): UpdateExtent {
    const row = this.#sql
      .exec<{ structs: ArrayBuffer; deletes: ArrayBuffer }>("SELECT structs, deletes FROM history_mark")
      .toArray()[0];
    if (!row) return { structs: new IdRanges(), deletes: new IdRanges() };
    return {
      structs: IdRanges.decode(new Uint8Array(row.structs)),
      deletes: IdRanges.decode(new Uint8Array(row.deletes)),
    };
  }

  /** Adds changes of the segments up to `through`; the first may be the newest one known, grown. */
  add(changes: readonly HistoryChange[], through: number, counted: UpdateExtent): void {
    const newest = this.newest();
    const [first] = changes;
    if (newest && first && newest.from === first.from) {
      this.#sql.exec("DELETE FROM history_changes WHERE until = ?", newest.to);
    }
    for (const { to, from, by, restored, undid, before } of changes) {
      this.#sql.exec(
        `INSERT OR REPLACE INTO history_changes (until, since, shares, restored, undid, before)
         VALUES (?, ?, ?, ?, ?, ?)`,
        to,
        from,
        JSON.stringify(by),
        restored,
        undid ? 1 : 0,
        before,
      );
    }
    this.#sql.exec(
      "INSERT OR REPLACE INTO history_mark (id, through, structs, deletes) VALUES (1, ?, ?, ?)",
      through,
      counted.structs.encode(),
      counted.deletes.encode(),
    );
  }

  newest(): HistoryChange | null {
    return this.changes({ before: Number.MAX_SAFE_INTEGER, since: 0, limit: 1 })[0] ?? null;
  }

  /** Newest first: changes that ended before `before` and at or after `since`, ms since 1970. */
  changes({ before, since, limit }: { before: number; since: number; limit: number }): HistoryChange[] {
    return this.#sql
      .exec<ChangeRow>(
        "SELECT * FROM history_changes WHERE until < ? AND until >= ? ORDER BY until DESC LIMIT ?",
        before,
        since,
        limit,
      )
      .toArray()
      .map(shape);
  }

  /** Forgets changes that ended before this time, ms since 1970, and of the rest all but the newest `most`. */
  forget(before: number, most: number): void {
    this.#sql.exec(
      `DELETE FROM history_changes WHERE until < max(?, coalesce(
         (SELECT until FROM history_changes ORDER BY until DESC LIMIT 1 OFFSET ?), 0))`,
      before,
      most - 1,
    );
  }

  /** Entries in R2, oldest first. */
  packs(): Pack[] {
    return this.#packs("pack");
  }

  /** Full states in R2, oldest first. */
  floors(): Floor[] {
    return this.#packs("floor").sort((a, b) => a.holds - b.holds);
  }

  /** What is superseded and still lies in R2. */
  doomed(): Pack[] {
    return this.#packs("doomed");
  }

  /** Adds a pack behind all others and answers its number. */
  addPack(pack: Shelved): number {
    return this.#insert("pack", pack, null);
  }

  /** Adds the state that all packs up to the one numbered `holds` come to. */
  addFloor(floor: Shelved, holds: number): void {
    this.#insert("floor", floor, holds);
  }

  /** From now on these are superseded. */
  doom(packs: readonly Pack[]): void {
    for (const { number } of packs) this.#sql.exec("UPDATE history_packs SET kind = 'doomed' WHERE number = ?", number);
  }

  removePack(number: number): void {
    this.#sql.exec("DELETE FROM history_packs WHERE number = ?", number);
  }

  #insert(kind: string, { key, firstAt, lastAt }: Shelved, holds: number | null): number {
    return this.#sql
      .exec<{ number: number }>(
        "INSERT INTO history_packs (kind, key, first_at, last_at, holds) VALUES (?, ?, ?, ?, ?) RETURNING number",
        kind,
        key,
        firstAt,
        lastAt,
        holds,
      )
      .one().number;
  }

  #packs(kind: string): Floor[] {
    return this.#sql
      .exec<{ number: number; key: string; first_at: number; last_at: number; holds: number | null }>(
        "SELECT number, key, first_at, last_at, holds FROM history_packs WHERE kind = ? ORDER BY number",
        kind,
      )
      .toArray()
      .map(({ number, key, first_at, last_at, holds }) => ({
        number,
        key,
        firstAt: first_at,
        lastAt: last_at,
        holds: holds ?? 0,
      }));
  }
}

function shape({ until, since, shares, restored, undid, before }: ChangeRow): HistoryChange {
  const by = Shares.parse(JSON.parse(shares));
  return {
    id: String(until),
    from: since,
    to: until,
    by,
    ...sumOf(by),
    restored,
    undid: undid === 1,
    before,
  };
}
