import type { Migration } from "../../room/migrations.ts";

/** The workspace's calls, and whom they concern by name: whoever is invited to one, or was rung to come. */
export const CALL_REGISTRY_MIGRATION: Migration = {
  number: 10,
  sql: `
    CREATE TABLE calls (
      id TEXT PRIMARY KEY, title TEXT NOT NULL, subject TEXT, state TEXT NOT NULL, created_at INTEGER NOT NULL,
      created_by TEXT NOT NULL, starts_at INTEGER, minutes INTEGER, started_at INTEGER, ended_at INTEGER,
      held_at INTEGER NOT NULL, here TEXT NOT NULL, people INTEGER NOT NULL, link TEXT, notice_at INTEGER,
      sequence INTEGER NOT NULL, changed_at INTEGER NOT NULL, revision INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX calls_held ON calls (held_at, id);
    CREATE INDEX calls_open ON calls (id) WHERE state <> 'ended';
    CREATE INDEX calls_subject ON calls (subject, id) WHERE subject IS NOT NULL;
    CREATE INDEX calls_notice ON calls (notice_at) WHERE notice_at IS NOT NULL;
    CREATE TABLE call_people (
      call TEXT NOT NULL, user TEXT NOT NULL, invited INTEGER NOT NULL, answer TEXT, PRIMARY KEY (call, user)
    ) WITHOUT ROWID;
    CREATE INDEX call_people_user ON call_people (user, call);
  `,
};

/** The guests who were let into a call. For a time the step before made this table, too. */
export const CALL_GUESTS_MIGRATION: Migration = {
  number: 11,
  sql: "CREATE TABLE IF NOT EXISTS call_guests (call TEXT, user TEXT, PRIMARY KEY (call, user)) WITHOUT ROWID;",
};
