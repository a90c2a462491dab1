import { JSON_ROOM_COMMAND_SLOTS, JSON_ROOM_SCHEMA } from "../room/json-room.ts";
import type { Migration } from "../room/migrations.ts";
import { ConversationFiles } from "./files/store.ts";

/**
 * The tables of a conversation, beside the kernel's. A message writes its row and two index rows: by its id, and by the
 * flow it stands in, so that a page of one flow reads no other's rows.
 */
export const CONVERSATION_MIGRATIONS: readonly Migration[] = [
  { number: 1, sql: JSON_ROOM_SCHEMA },
  { number: 2, sql: JSON_ROOM_COMMAND_SLOTS },
  {
    number: 3,
    sql: `
      CREATE TABLE conversation (one INTEGER PRIMARY KEY CHECK (one = 1), data TEXT NOT NULL);
      CREATE TABLE messages (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL, author TEXT NOT NULL, author_name TEXT NOT NULL, at INTEGER NOT NULL,
        text TEXT NOT NULL, thread TEXT, edited_at INTEGER, deleted_at INTEGER, attachments TEXT, reactions TEXT,
        previews TEXT, mentions TEXT, mentions_all TEXT, here TEXT, pinned_at INTEGER, pinned_by TEXT, summary TEXT
      );
      CREATE UNIQUE INDEX messages_id ON messages (id);
      CREATE INDEX messages_flow ON messages (thread);
      CREATE INDEX messages_pinned ON messages (pinned_at) WHERE pinned_at IS NOT NULL;
      CREATE TABLE edits (
        message INTEGER NOT NULL, number INTEGER NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (message, number)
      ) WITHOUT ROWID;
      CREATE TABLE readers (user TEXT PRIMARY KEY, belongs INTEGER NOT NULL, marker INTEGER NOT NULL) WITHOUT ROWID;
      CREATE TABLE thread_readers (
        user TEXT NOT NULL, root INTEGER NOT NULL, follows INTEGER, since INTEGER NOT NULL,
        marker INTEGER NOT NULL, told INTEGER NOT NULL, PRIMARY KEY (user, root)
      ) WITHOUT ROWID;
      CREATE INDEX thread_readers_root ON thread_readers (root, user);
      CREATE INDEX thread_readers_untold ON thread_readers (user) WHERE told < marker;
      CREATE TABLE scheduled (
        id TEXT PRIMARY KEY, author TEXT NOT NULL, author_name TEXT NOT NULL, text TEXT NOT NULL, thread TEXT,
        attachments TEXT NOT NULL, send_at INTEGER NOT NULL
      ) WITHOUT ROWID;
      CREATE INDEX scheduled_due ON scheduled (send_at);
      CREATE INDEX scheduled_author ON scheduled (author);
      CREATE TABLE search_blocks (first INTEGER PRIMARY KEY, last INTEGER NOT NULL);
      CREATE VIRTUAL TABLE search_words USING fts5(
        words, content = '', columnsize = 0, detail = none, tokenize = 'unicode61'
      );
      CREATE TABLE links_wanted (message INTEGER PRIMARY KEY);
    `,
  },
  { number: 4, sql: ConversationFiles.schema },
  { number: 5, sql: "ALTER TABLE scheduled ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;" },
  { number: 6, sql: "ALTER TABLE messages ADD COLUMN call TEXT;" },
];
