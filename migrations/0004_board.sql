-- The workspaces' boards, as projections like those of 0002: the workspace object writes them through its outbox. Their
-- ids are made by clients, so every key begins with the workspace. `revision` is a position in the workspace's log of
-- events: the row says what was so right after that event. A write with a revision not above the stored one is passed
-- over; what is gone keeps a tombstone, without its content.
CREATE TABLE projects (
  workspace TEXT NOT NULL,
  id TEXT NOT NULL,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  colour TEXT NOT NULL,
  sort_key TEXT NOT NULL,
  archived_at INTEGER,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  revision INTEGER NOT NULL,
  deleted_at INTEGER,
  PRIMARY KEY (workspace, id)
) WITHOUT ROWID;

CREATE TABLE columns (
  workspace TEXT NOT NULL,
  id TEXT NOT NULL,
  project TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  colour TEXT NOT NULL,
  wip_limit INTEGER,
  hidden INTEGER NOT NULL,
  sort_key TEXT NOT NULL,
  archived_at INTEGER,
  created_at INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  deleted_at INTEGER,
  PRIMARY KEY (workspace, id)
) WITHOUT ROWID;

-- No index beside the key: a task is written with every move, and each index would be written with it.
CREATE TABLE tasks (
  workspace TEXT NOT NULL,
  id TEXT NOT NULL,
  project TEXT NOT NULL,
  number INTEGER NOT NULL,
  column_id TEXT NOT NULL,
  sort_key TEXT NOT NULL,
  title TEXT NOT NULL,
  priority TEXT NOT NULL,
  start_date TEXT,
  due_date TEXT,
  estimate REAL,
  parent TEXT,
  doc TEXT,
  archived_at INTEGER,
  created_at INTEGER NOT NULL,
  created_by TEXT,
  updated_at INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  deleted_at INTEGER,
  PRIMARY KEY (workspace, id)
) WITHOUT ROWID;

-- Who is assigned to the tasks that are neither archived nor deleted. Belongs to the task's row: written in one
-- transaction with it, and only when that row was. `due_date` is the task's, so that one's own tasks are read in its
-- order; those without one come last ('~' is behind every digit).
CREATE TABLE task_assignees (
  workspace TEXT NOT NULL,
  task TEXT NOT NULL,
  user TEXT NOT NULL,
  due_date TEXT,
  PRIMARY KEY (workspace, task, user)
) WITHOUT ROWID;
CREATE INDEX task_assignees_user ON task_assignees (user, ifnull(due_date, '~'), workspace, task);

-- What ever happened on the boards: one row for each entry of their history. The workspace's own log forgets old events;
-- these stay, and are erased with the workspace alone.
CREATE TABLE activities (
  workspace TEXT NOT NULL,
  -- The event's place in the workspace's log.
  position INTEGER NOT NULL,
  project TEXT NOT NULL,
  type TEXT NOT NULL,
  at INTEGER NOT NULL,
  by TEXT,
  rule TEXT,
  -- The entry as its readers are shown it, as JSON; of a change of many tasks it tells the first.
  entry TEXT NOT NULL,
  PRIMARY KEY (workspace, position)
) WITHOUT ROWID;
CREATE INDEX activities_project ON activities (workspace, project, position);

-- The tasks an entry is about, each with what was changed of it, as JSON.
CREATE TABLE task_activities (
  workspace TEXT NOT NULL,
  task TEXT NOT NULL,
  position INTEGER NOT NULL,
  changes TEXT NOT NULL,
  PRIMARY KEY (workspace, task, position)
) WITHOUT ROWID;
