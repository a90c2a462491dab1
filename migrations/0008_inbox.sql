-- Users who are no more and whose inbox has yet to be erased. A trigger writes the row, so that whatever deletes a user
-- owes the erasure in the same transaction.
CREATE TABLE inbox_erasures (
  user TEXT NOT NULL PRIMARY KEY,
  due_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX inbox_erasures_due ON inbox_erasures (due_at);

CREATE TRIGGER user_deleted AFTER DELETE ON user
BEGIN
  INSERT INTO inbox_erasures (user, due_at) VALUES (OLD.id, 0) ON CONFLICT (user) DO NOTHING;
END;
