import type { Migration } from "../../room/migrations.ts";

/** Who took part in the discussion of a task or page, and hears of what is said there later. */
export const NOTIFYING_MIGRATION: Migration = {
  number: 7,
  sql: `
    CREATE TABLE participants (
      conversation TEXT NOT NULL, user TEXT NOT NULL, PRIMARY KEY (conversation, user)
    ) WITHOUT ROWID;
  `,
};
