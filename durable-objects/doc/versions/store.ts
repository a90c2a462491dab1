import type { DocVersion } from "./protocol.ts";
import { RootType } from "./roots.ts";

/** Bytes of one row of a state. SQLite in a Durable Object takes 2 MB. */
const PART_BYTES = 1_800_000;
/** Rows that one version's state may take; their ids follow each other. */
const MOST_PARTS = 16;

/**
 * The tables of a doc's versions, for the room's migrations.
 *
 * - `versions`: one row each, `number` growing with time.
 * - `version_parts`: their full states in rows below 2 MB; the id is the version's number times 16 and the part's place.
 * - `roots`: the types of the doc's root types, as last told from its content.
 */
export const VERSIONS_SCHEMA = `
  CREATE TABLE versions (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, at INTEGER NOT NULL, made_by TEXT NOT NULL,
    automatic INTEGER NOT NULL, bytes INTEGER NOT NULL
  );
  CREATE TABLE version_parts (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
  CREATE TABLE roots (name TEXT PRIMARY KEY, type TEXT NOT NULL) WITHOUT ROWID;
`;

/**
 * A later step of the same.
 *
 * - `versions.moment`: the moment whose content a version holds; null where that is when it was made.
 * - `restores`: for the version kept before a restore (by its number), the edit that the restore was; empty once that
 *   was taken back.
 */
export const RESTORES_SCHEMA = `
  ALTER TABLE versions ADD COLUMN moment INTEGER;
  CREATE TABLE restores (version INTEGER PRIMARY KEY, edit BLOB NOT NULL);
`;

interface VersionRow extends Record<string, SqlStorageValue> {
  number: number;
  id: string;
  name: string;
  at: number;
  made_by: string;
  automatic: number;
  bytes: number;
  moment: number | null;
}

/** Named versions as full states, and the recorded types of the doc's roots. */
export class VersionStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Newest first, those made before the version `before` when it is given; at most `limit`. */
  list(before: string | null, limit: number): DocVersion[] {
    const edge = before === null ? Number.MAX_SAFE_INTEGER : (this.#row(before)?.number ?? 0);
    return this.#sql
      .exec<VersionRow>("SELECT * FROM versions WHERE number < ? ORDER BY number DESC LIMIT ?", edge, limit)
      .toArray()
      .map(shape);
  }

  find(id: string): DocVersion | undefined {
    const row = this.#row(id);
    return row && shape(row);
  }

  /** The full state of a version, or undefined when there is none such. */
  state(id: string): Uint8Array | undefined {
    const row = this.#row(id);
    if (!row) return undefined;
    const first = row.number * MOST_PARTS;
    const state = new Uint8Array(row.bytes);
    let at = 0;
    const parts = this.#sql.exec<{ data: ArrayBuffer }>(
      "SELECT data FROM version_parts WHERE id >= ? AND id < ? ORDER BY id",
      first,
      first + MOST_PARTS,
    );
    for (const { data } of parts) {
      state.set(new Uint8Array(data), at);
      at += data.byteLength;
    }
    return state;
  }

  /** Keeps a state for ever; call it in one turn with whatever must be committed with it. */
  add({ id, name, at, moment, by, automatic }: Omit<DocVersion, "bytes">, state: Uint8Array): DocVersion {
    if (state.length > PART_BYTES * MOST_PARTS) throw new RangeError("a state of more rows than a version may have");
    const { number } = this.#sql
      .exec<{ number: number }>(
        `INSERT INTO versions (id, name, at, moment, made_by, automatic, bytes)
         VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING number`,
        id,
        name,
        at,
        moment,
        by,
        automatic ? 1 : 0,
        state.length,
      )
      .one();
    for (let part = 0; part * PART_BYTES < state.length; part += 1) {
      const data = state.slice(part * PART_BYTES, (part + 1) * PART_BYTES);
      this.#sql.exec("INSERT INTO version_parts (id, data) VALUES (?, ?)", number * MOST_PARTS + part, data);
    }
    return { id, name, at, moment, by, automatic, bytes: state.length };
  }

  /** Gives a version a name; one that the room made itself is kept for ever from then on. */
  rename(id: string, name: string): void {
    this.#sql.exec("UPDATE versions SET name = ?, automatic = 0 WHERE id = ?", name, id);
  }

  /** Removes a version with all that belongs to it. */
  remove(id: string): void {
    const row = this.#row(id);
    if (row) this.#remove(row.number);
  }

  /** Remembers the edit of a restore with the version that was kept before it. */
  addRestore(before: string, edit: Uint8Array): void {
    const row = this.#row(before);
    if (row) this.#sql.exec("INSERT INTO restores (version, edit) VALUES (?, ?)", row.number, edit);
  }

  /**
   * The edit of the restore that the version `before` was kept for: empty when it was taken back, undefined when the
   * version was kept for none.
   */
  restoreAfter(before: string): Uint8Array | undefined {
    const row = this.#row(before);
    if (!row) return undefined;
    const [found] = this.#sql
      .exec<{ edit: ArrayBuffer }>("SELECT edit FROM restores WHERE version = ?", row.number)
      .toArray();
    return found && new Uint8Array(found.edit);
  }

  /** From now on the restore that the version `before` was kept for is one that was taken back. */
  endRestore(before: string): void {
    const row = this.#row(before);
    if (row) this.#sql.exec("UPDATE restores SET edit = zeroblob(0) WHERE version = ?", row.number);
  }

  /** The version that was kept before a restore in one turn with `version` itself, or null when there is none. */
  keptWith(version: string): DocVersion | null {
    const [row] = this.#sql
      .exec<VersionRow>(
        `SELECT v.* FROM versions v JOIN restores r ON r.version = v.number
         WHERE v.number = (SELECT number + 1 FROM versions WHERE id = ?)`,
        version,
      )
      .toArray();
    return row ? shape(row) : null;
  }

  /** How many people have named. */
  countNamed(): number {
    return this.#sql.exec<{ count: number }>("SELECT count(*) AS count FROM versions WHERE NOT automatic").one().count;
  }

  /** Removes the oldest automatic versions beyond `most`. */
  trimAutomatic(most: number): void {
    const rows = this.#sql
      .exec<{ number: number }>(
        "SELECT number FROM versions WHERE automatic ORDER BY number DESC LIMIT -1 OFFSET ?",
        most,
      )
      .toArray();
    for (const { number } of rows) this.#remove(number);
  }

  /** The recorded types of roots. */
  roots(): Map<string, RootType> {
    return new Map(
      this.#sql
        .exec<{ name: string; type: string }>("SELECT name, type FROM roots")
        .toArray()
        .flatMap(({ name, type }) => {
          const known = RootType.safeParse(type);
          return known.success ? [[name, known.data] as const] : [];
        }),
    );
  }

  /** Records what was told of the roots; what was recorded before stays where nothing new is told. */
  recordRoots(told: ReadonlyMap<string, RootType | null>): void {
    const recorded = this.roots();
    for (const [name, type] of told) {
      if (type === null || recorded.get(name) === type) continue;
      this.#sql.exec("INSERT OR REPLACE INTO roots (name, type) VALUES (?, ?)", name, type);
    }
  }

  #remove(number: number): void {
    const first = number * MOST_PARTS;
    this.#sql.exec("DELETE FROM version_parts WHERE id >= ? AND id < ?", first, first + MOST_PARTS);
    this.#sql.exec("DELETE FROM restores WHERE version = ?", number);
    this.#sql.exec("DELETE FROM versions WHERE number = ?", number);
  }

  #row(id: string): VersionRow | undefined {
    return this.#sql.exec<VersionRow>("SELECT * FROM versions WHERE id = ?", id).toArray()[0];
  }
}

function shape({ id, name, at, moment, made_by, automatic, bytes }: VersionRow): DocVersion {
  return { id, name, at, moment: moment ?? at, by: made_by, automatic: automatic === 1, bytes };
}
