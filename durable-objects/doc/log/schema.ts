/**
 * The tables of a doc's log, for the room's migrations.
 *
 * - `log_segments`: rows of a few kB that only grow by appending; ids grow and are never used twice. Those up to
 *   `log_base.through` are history, those behind it are the tail.
 * - `log_base`: what the last compaction found: everything up to segment `through` is in the snapshot, whose bytes
 *   stand in `log_base_parts`; `structs` and `deletes` are its coverage.
 * - `log_quarantine`: entries that parse but cannot be loaded. They stay in their segment and are passed over.
 */
export const LOG_SCHEMA = `
  CREATE TABLE log_segments (
    id INTEGER PRIMARY KEY, opened_at INTEGER NOT NULL, last_at INTEGER NOT NULL, data BLOB NOT NULL
  );
  CREATE TABLE log_base (
    id INTEGER PRIMARY KEY CHECK (id = 1), through INTEGER NOT NULL, structs BLOB NOT NULL, deletes BLOB NOT NULL,
    bytes INTEGER NOT NULL, at INTEGER NOT NULL
  );
  CREATE TABLE log_base_parts (part INTEGER PRIMARY KEY, data BLOB NOT NULL);
  CREATE TABLE log_quarantine (
    segment INTEGER NOT NULL, entry INTEGER NOT NULL, at INTEGER NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (segment, entry)
  ) WITHOUT ROWID;
`;
