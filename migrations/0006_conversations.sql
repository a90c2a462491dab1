-- The conversations of a workspace: a projection like its pages (see 0002). What is said in one is in its own object
-- alone. A tombstone keeps neither name nor key.
CREATE TABLE conversations (
  id TEXT NOT NULL PRIMARY KEY,
  workspace TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  -- What makes it the only one of its sort in the workspace, such as task:{id} for a task's discussion.
  key TEXT,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  archived_at INTEGER,
  revision INTEGER NOT NULL,
  deleted_at INTEGER
) WITHOUT ROWID;
CREATE INDEX conversations_workspace ON conversations (workspace);
