/**
 * Tables for what comes in from elsewhere and goes out again. `import_keys` says which task a row of a file became, and
 * by `marks` what was last taken over of each of its fields; `exports` is one row for each export of the workspace.
 */
export const EXCHANGE_SCHEMA = `
  CREATE TABLE import_keys (
    project TEXT NOT NULL, key TEXT NOT NULL, task TEXT NOT NULL, marks TEXT NOT NULL, PRIMARY KEY (project, key)
  ) WITHOUT ROWID;
  CREATE TABLE exports (
    id TEXT PRIMARY KEY, ended_at INTEGER, body TEXT NOT NULL
  ) WITHOUT ROWID;
`;
