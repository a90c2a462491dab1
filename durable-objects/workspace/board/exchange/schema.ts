/**
 * Tables for what comes in from elsewhere and goes out again. `import_keys` says which task a row of a file became, and
 * by `marks` what was last taken over of each of its fields. `exports` has a row for each export of the workspace, and
 * `export_pieces` the bytes that one under way needs to be gone on with.
 */
export const EXCHANGE_SCHEMA = `
  CREATE TABLE import_keys (
    project TEXT NOT NULL, key TEXT NOT NULL, task TEXT NOT NULL, marks TEXT NOT NULL, PRIMARY KEY (project, key)
  ) WITHOUT ROWID;
  CREATE TABLE exports (
    id TEXT PRIMARY KEY, ended_at INTEGER, body TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE export_pieces (
    export TEXT NOT NULL, part TEXT NOT NULL, number INTEGER NOT NULL, data BLOB NOT NULL,
    PRIMARY KEY (export, part, number)
  ) WITHOUT ROWID;
`;
