import { JSON_ROOM_COMMAND_SLOTS } from "../../room/json-room.ts";
import type { Migration } from "../../room/migrations.ts";
import { BOARD_MIGRATION } from "../board/schema.ts";
import { CALL_GUESTS_MIGRATION, CALL_REGISTRY_MIGRATION } from "../calls/schema.ts";
import { CONVERSATION_MIGRATION, CONVERSATION_PEOPLE_MIGRATION } from "../conversations/schema.ts";
import { NOTIFYING_MIGRATION } from "../notifying/schema.ts";

/**
 * The workspace's own tables, beside the kernel's. A TEXT key without WITHOUT ROWID would cost two written rows, so every
 * table has an INTEGER key or none but its own.
 */
export const WORKSPACE_MIGRATIONS: readonly Migration[] = [
  {
    number: 2,
    sql: `
      CREATE TABLE workspace (
        one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT NOT NULL, name TEXT NOT NULL, created_at INTEGER NOT NULL,
        erase_at INTEGER, revision INTEGER NOT NULL
      );
      CREATE TABLE members (
        user TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL, role TEXT NOT NULL, joined_at INTEGER NOT NULL,
        revision INTEGER NOT NULL, view_from INTEGER NOT NULL
      ) WITHOUT ROWID;
      CREATE TABLE banishments (user TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
      CREATE TABLE rooms (
        kind TEXT NOT NULL, room TEXT NOT NULL, created_at INTEGER NOT NULL, PRIMARY KEY (kind, room)
      ) WITHOUT ROWID;
      CREATE TABLE entries (
        user TEXT NOT NULL, kind TEXT NOT NULL, room TEXT NOT NULL, PRIMARY KEY (user, kind, room)
      ) WITHOUT ROWID;
      CREATE INDEX entries_room ON entries (kind, room, user);
      CREATE TABLE grants (
        user TEXT NOT NULL, kind TEXT NOT NULL, room TEXT NOT NULL, PRIMARY KEY (user, kind, room)
      ) WITHOUT ROWID;
      CREATE INDEX grants_room ON grants (kind, room, user);
      CREATE TABLE invitations (
        id TEXT PRIMARY KEY, hash TEXT NOT NULL, role TEXT NOT NULL, email TEXT, grants TEXT NOT NULL,
        single INTEGER NOT NULL, created_at INTEGER NOT NULL, created_by TEXT NOT NULL, expires_at INTEGER NOT NULL,
        uses INTEGER NOT NULL, revoked_at INTEGER
      ) WITHOUT ROWID;
      CREATE UNIQUE INDEX invitations_hash ON invitations (hash);
      CREATE TABLE acceptances (
        invitation TEXT NOT NULL, user TEXT NOT NULL, PRIMARY KEY (invitation, user)
      ) WITHOUT ROWID;
      CREATE TABLE pages (
        id TEXT PRIMARY KEY, title TEXT NOT NULL, doc TEXT NOT NULL, sort_key TEXT NOT NULL,
        created_at INTEGER NOT NULL, created_by TEXT NOT NULL, revision INTEGER NOT NULL
      ) WITHOUT ROWID;
      CREATE INDEX pages_order ON pages (sort_key, id);
      CREATE INDEX pages_doc ON pages (doc);
      CREATE TABLE audit (
        position INTEGER PRIMARY KEY, id TEXT NOT NULL, at INTEGER NOT NULL, by TEXT, act TEXT NOT NULL, target TEXT,
        detail TEXT NOT NULL
      );
    `,
  },
  BOARD_MIGRATION,
  { number: 4, sql: JSON_ROOM_COMMAND_SLOTS },
  {
    // A table of its own and no column of `pages`: the release before this one writes whole rows of that, without it.
    number: 5,
    sql: `
      CREATE TABLE page_parents (page TEXT PRIMARY KEY, parent TEXT NOT NULL) WITHOUT ROWID;
      CREATE INDEX page_parents_parent ON page_parents (parent);
    `,
  },
  CONVERSATION_MIGRATION,
  NOTIFYING_MIGRATION,
  {
    // A table of its own, as that of the pages' parents is, and for the same reason.
    number: 8,
    sql: "CREATE TABLE member_pictures (user TEXT PRIMARY KEY, image TEXT NOT NULL) WITHOUT ROWID;",
  },
  CONVERSATION_PEOPLE_MIGRATION,
  CALL_REGISTRY_MIGRATION,
  CALL_GUESTS_MIGRATION,
];
