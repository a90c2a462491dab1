import type { Migration } from "../../room/migrations.ts";

/** The workspace's conversations and who belongs to them; whoever belongs to one with `everyone` has no row for that. */
export const CONVERSATION_MIGRATION: Migration = {
  number: 6,
  sql: `
    CREATE TABLE conversations (
      id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, topic TEXT NOT NULL, key TEXT,
      everyone INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by TEXT NOT NULL, archived_at INTEGER,
      retention_days INTEGER, revision INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX conversations_named ON conversations (kind) WHERE kind IN ('channel', 'private');
    CREATE UNIQUE INDEX conversations_key ON conversations (key) WHERE key IS NOT NULL;
    CREATE TABLE conversation_members (
      user TEXT NOT NULL, conversation TEXT NOT NULL, joined_at INTEGER NOT NULL, PRIMARY KEY (user, conversation)
    ) WITHOUT ROWID;
    CREATE INDEX conversation_members_of ON conversation_members (conversation, user, joined_at);
  `,
};

/**
 * Whom the conversations have been told of. The release before this one changes members and leaves this as it is, by
 * which that is found out. Whoever is in the workspace when it is made is taken to be known.
 */
export const CONVERSATION_PEOPLE_MIGRATION: Migration = {
  number: 9,
  sql: `
    CREATE TABLE conversation_people (
      user TEXT PRIMARY KEY, guest INTEGER NOT NULL, joined_at INTEGER NOT NULL
    ) WITHOUT ROWID;
    INSERT INTO conversation_people SELECT user, role = 'guest', joined_at FROM members;
  `,
};
