-- Users whose name or address changed and whose workspaces have yet to hear of it. A trigger writes the row, so that
-- whatever changes a user owes the word in the same transaction. `change` tells a later change from the one told.
CREATE TABLE profile_changes (
  user TEXT NOT NULL PRIMARY KEY,
  change INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX profile_changes_due ON profile_changes (due_at);

CREATE TRIGGER user_profile_changed AFTER UPDATE OF name, email ON user
WHEN OLD.name <> NEW.name OR OLD.email <> NEW.email
BEGIN
  INSERT INTO profile_changes (user, change, due_at) VALUES (NEW.id, 1, 0)
  ON CONFLICT (user) DO UPDATE SET change = change + 1, due_at = 0, attempts = 0;
END;
