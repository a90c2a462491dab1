-- Files in R2: who uploaded them, where they belong, and what their bytes say they are. A row is there before the bytes
-- are and until after they are gone, so that what a crash leaves of either can be found and swept.
CREATE TABLE files (
  id TEXT NOT NULL PRIMARY KEY,
  user TEXT NOT NULL,
  -- Both NULL for a picture of its user.
  workspace TEXT,
  conversation TEXT,
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  -- Names the attempt to upload it, and the bytes of that attempt in R2: a later one has others.
  attempt TEXT NOT NULL,
  -- R2's name of an upload in parts, while it is under way.
  upload TEXT,
  -- NULL until the bytes are there and were looked into.
  type TEXT,
  width INTEGER,
  height INTEGER,
  digest TEXT,
  -- When a message took it, or it became its user's picture.
  attached_at INTEGER
) WITHOUT ROWID;
CREATE INDEX files_conversation ON files (conversation, id) WHERE conversation IS NOT NULL;
CREATE INDEX files_user ON files (user, id);
CREATE INDEX files_unattached ON files (created_at, id) WHERE attached_at IS NULL;
-- A user's unused files are counted at each upload, however many they ever sent.
CREATE INDEX files_unattached_of ON files (user) WHERE attached_at IS NULL;

CREATE TABLE file_parts (
  file TEXT NOT NULL,
  number INTEGER NOT NULL,
  etag TEXT NOT NULL,
  PRIMARY KEY (file, number)
) WITHOUT ROWID;

-- A user's picture is part of what their workspaces know of them, as name and address are.
DROP TRIGGER user_profile_changed;
CREATE TRIGGER user_profile_changed AFTER UPDATE OF name, email, image ON user
WHEN OLD.name <> NEW.name OR OLD.email <> NEW.email OR OLD.image IS NOT NEW.image
BEGIN
  INSERT INTO profile_changes (user, change, due_at) VALUES (NEW.id, 1, 0)
  ON CONFLICT (user) DO UPDATE SET change = change + 1, due_at = 0, attempts = 0;
END;

-- Pictures that were there before, from elsewhere.
INSERT INTO profile_changes (user, change, due_at) SELECT id, 1, 0 FROM user WHERE image IS NOT NULL
ON CONFLICT (user) DO NOTHING;
