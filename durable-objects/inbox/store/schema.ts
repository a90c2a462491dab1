/**
 * The inbox's own tables, beside the kernel's. Every table has an INTEGER key or none but its own, and all are bounded
 * (`limits.ts`).
 */
export const INBOX_SCHEMA = `
  CREATE TABLE notifications (
    id TEXT PRIMARY KEY, workspace TEXT, thing TEXT NOT NULL, reason TEXT NOT NULL, title TEXT NOT NULL,
    text TEXT NOT NULL, "by" TEXT, by_name TEXT, message TEXT, seq INTEGER, conversation TEXT,
    at INTEGER NOT NULL, count INTEGER NOT NULL,
    delivered_at INTEGER, seen_at INTEGER, read_at INTEGER, snoozed_until INTEGER
  ) WITHOUT ROWID;
  CREATE INDEX notifications_at ON notifications (at, id);
  CREATE INDEX notifications_unread ON notifications (workspace) WHERE read_at IS NULL AND snoozed_until IS NULL;
  CREATE INDEX notifications_snoozed ON notifications (snoozed_until) WHERE snoozed_until IS NOT NULL;
  CREATE INDEX notifications_said ON notifications (conversation) WHERE conversation IS NOT NULL;
  CREATE TABLE conversations (
    conversation TEXT PRIMARY KEY, workspace TEXT NOT NULL, unread INTEGER NOT NULL, mentions INTEGER NOT NULL,
    replies INTEGER NOT NULL, marker INTEGER NOT NULL, last_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE drafts (
    conversation TEXT NOT NULL, thread TEXT NOT NULL, workspace TEXT NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (conversation, thread)
  ) WITHOUT ROWID;
  CREATE TABLE saved (
    message TEXT PRIMARY KEY, workspace TEXT NOT NULL, conversation TEXT NOT NULL, saved_at INTEGER NOT NULL,
    excerpt TEXT NOT NULL, author_name TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE reminders (
    reminder TEXT PRIMARY KEY, workspace TEXT, note TEXT NOT NULL, thing TEXT, message TEXT, due_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE mutes (thing TEXT PRIMARY KEY, workspace TEXT, since INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE due_days (
    thing TEXT PRIMARY KEY, workspace TEXT NOT NULL, about TEXT NOT NULL, title TEXT NOT NULL, day TEXT NOT NULL,
    fires_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE former_workspaces (workspace TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE push_subscriptions (
    id TEXT PRIMARY KEY, endpoint TEXT NOT NULL, p256dh TEXT NOT NULL, auth TEXT NOT NULL, device TEXT NOT NULL,
    session TEXT NOT NULL, created_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE pushes (
    subscription TEXT NOT NULL, notification TEXT NOT NULL, body TEXT NOT NULL, owed_at INTEGER NOT NULL,
    due INTEGER NOT NULL, attempts INTEGER NOT NULL, PRIMARY KEY (subscription, notification)
  ) WITHOUT ROWID;
  CREATE TABLE own (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
`;

/**
 * Calls that ring. What the release before this one cannot read of a notification stands in `newer`, and in the columns
 * it knows something that it can; `rings_until` is set only while it rings.
 */
export const RINGS_SCHEMA = `
  ALTER TABLE notifications ADD COLUMN newer TEXT;
  ALTER TABLE notifications ADD COLUMN rings_until INTEGER;
  CREATE INDEX notifications_ringing ON notifications (rings_until) WHERE rings_until IS NOT NULL;
  ALTER TABLE pushes ADD COLUMN until INTEGER;
`;
