-- The calls of a workspace: a projection like its conversations (see 0006). A tombstone keeps no title.
CREATE TABLE calls (
  id TEXT NOT NULL PRIMARY KEY,
  workspace TEXT NOT NULL,
  title TEXT NOT NULL,
  -- What it was started from, such as task:{id}; NULL for one of the workspace itself.
  subject TEXT,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  starts_at INTEGER,
  minutes INTEGER,
  started_at INTEGER,
  ended_at INTEGER,
  revision INTEGER NOT NULL,
  deleted_at INTEGER
) WITHOUT ROWID;
CREATE INDEX calls_workspace ON calls (workspace);

-- Who was in a call, when, and how good it was: a row for each stay of each peer, which the call's room writes, guarded by
-- the number of its own last word on it. They go with the call.
CREATE TABLE call_log (
  call TEXT NOT NULL,
  peer TEXT NOT NULL,
  workspace TEXT NOT NULL,
  user TEXT NOT NULL,
  name TEXT NOT NULL,
  joined_at INTEGER NOT NULL,
  -- NULL while they are in it.
  left_at INTEGER,
  -- JSON; NULL where the client said nothing of it.
  quality TEXT,
  revision INTEGER NOT NULL,
  PRIMARY KEY (call, peer)
) WITHOUT ROWID;
CREATE INDEX call_log_order ON call_log (call, joined_at, peer);
