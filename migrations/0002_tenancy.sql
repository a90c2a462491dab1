-- The tenant's tables. Times are ms since 1970.
--
-- workspaces, members, rooms and pages are projections: the workspace object owns them and writes them here through its
-- outbox. `revision` is the workspace's own counter; a write with a revision not above the stored one is passed over
-- (ON CONFLICT … WHERE excluded.revision > revision), so deliveries may come twice or late. What is gone keeps a
-- tombstone, else a late write would bring it back.
CREATE TABLE workspaces (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  -- When everything will be erased, for a workspace marked for deletion.
  erase_at INTEGER,
  revision INTEGER NOT NULL,
  deleted_at INTEGER
) WITHOUT ROWID;

CREATE TABLE members (
  workspace TEXT NOT NULL,
  user TEXT NOT NULL,
  role TEXT NOT NULL,
  name TEXT NOT NULL,
  joined_at INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  removed_at INTEGER,
  PRIMARY KEY (workspace, user)
) WITHOUT ROWID;
CREATE INDEX members_user ON members (user, workspace);

CREATE TABLE rooms (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  workspace TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  deleted_at INTEGER,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE INDEX rooms_workspace ON rooms (workspace);

CREATE TABLE pages (
  id TEXT NOT NULL PRIMARY KEY,
  workspace TEXT NOT NULL,
  title TEXT NOT NULL,
  doc TEXT NOT NULL,
  sort_key TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  revision INTEGER NOT NULL,
  deleted_at INTEGER
) WITHOUT ROWID;
CREATE INDEX pages_workspace ON pages (workspace);

-- Every sensitive act, for good. `workspace` is NULL for what concerns an account alone. Writers make the id, so that
-- writing twice leaves one row.
CREATE TABLE audit_logs (
  id TEXT NOT NULL PRIMARY KEY,
  workspace TEXT,
  at INTEGER NOT NULL,
  by TEXT,
  act TEXT NOT NULL,
  target TEXT,
  detail TEXT NOT NULL DEFAULT '{}'
) WITHOUT ROWID;
CREATE INDEX audit_logs_workspace ON audit_logs (workspace, at, id);
CREATE INDEX audit_logs_by ON audit_logs (by, at, id);

-- API keys: only the SHA-256 of a key is kept, and its first characters so that its owner can tell it from others.
CREATE TABLE api_keys (
  id TEXT NOT NULL PRIMARY KEY,
  user TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  start TEXT NOT NULL,
  scopes TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  last_used_at INTEGER,
  revoked_at INTEGER
) WITHOUT ROWID;
CREATE INDEX api_keys_user ON api_keys (user);

-- What was answered to a create that carried a key of its client's making (P3), for 24 h. `creation` is the id of the
-- object it makes: a retry after a crash makes the same one. `claim` is the attempt at work until `claimed_until`;
-- `status` and `answer` (sealed: it may hold a secret that is shown once) are there once it committed.
CREATE TABLE idempotency_keys (
  user TEXT NOT NULL,
  route TEXT NOT NULL,
  key TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  creation TEXT NOT NULL,
  claim TEXT NOT NULL,
  claimed_until INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  status INTEGER,
  answer TEXT,
  PRIMARY KEY (user, route, key)
) WITHOUT ROWID;
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);

-- Sessions and API keys that ended before their time and whose open sockets have yet to hear of it. `credential` is a
-- session's id, or `key:` and an API key's id. Triggers write these rows, so whatever ends a session, through
-- whichever door, ends it here in the same transaction.
CREATE TABLE session_revocations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user TEXT NOT NULL,
  credential TEXT NOT NULL,
  revoked_at INTEGER NOT NULL,
  -- When it should next be told. Told once at once, and once more when D1's list of workspaces has surely caught up.
  due_at INTEGER NOT NULL,
  told INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX session_revocations_due ON session_revocations (due_at);
CREATE INDEX session_revocations_user ON session_revocations (user);

CREATE TRIGGER session_revoked AFTER DELETE ON session
WHEN OLD.expires_at > CAST(unixepoch('subsec') * 1000 AS INTEGER)
BEGIN
  INSERT INTO session_revocations (user, credential, revoked_at, due_at)
  VALUES (OLD.user_id, OLD.id, CAST(unixepoch('subsec') * 1000 AS INTEGER), 0);
END;

CREATE TRIGGER api_key_revoked AFTER UPDATE OF revoked_at ON api_keys
WHEN OLD.revoked_at IS NULL AND NEW.revoked_at IS NOT NULL
BEGIN
  INSERT INTO session_revocations (user, credential, revoked_at, due_at)
  VALUES (OLD.user, 'key:' || OLD.id, CAST(unixepoch('subsec') * 1000 AS INTEGER), 0);
END;
