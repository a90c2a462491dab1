import type { Migration } from "../../room/migrations.ts";
import { AUTOMATION_SCHEMA } from "./automation/schema.ts";
import { EXCHANGE_SCHEMA } from "./exchange/schema.ts";

/**
 * The boards' tables. What is looked up by has a column, all else of a thing is JSON in `body`, so that a snapshot is put
 * together of text as it is stored. A move writes one row of `tasks` and one of its index by place; an index is written
 * only when an UPDATE names one of its columns.
 */
export const BOARD_MIGRATION: Migration = {
  number: 3,
  sql: `
    CREATE TABLE projects (
      id TEXT PRIMARY KEY, key TEXT NOT NULL, next_number INTEGER NOT NULL, revisions TEXT NOT NULL, body TEXT NOT NULL
    ) WITHOUT ROWID;
    /* Every key a project ever had. Of a deleted project only how far its numbers went. */
    CREATE TABLE project_keys (
      key TEXT PRIMARY KEY, project TEXT, last_number INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE parts (
      id TEXT PRIMARY KEY, project TEXT NOT NULL, noun TEXT NOT NULL, revisions TEXT NOT NULL, body TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX parts_project ON parts (project, noun);
    CREATE TABLE tasks (
      id TEXT PRIMARY KEY, project TEXT NOT NULL, number INTEGER NOT NULL, column_id TEXT NOT NULL,
      sort_key TEXT NOT NULL, archived_at INTEGER, parent TEXT, due_date TEXT, revision INTEGER NOT NULL,
      revisions TEXT NOT NULL, body TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE UNIQUE INDEX tasks_number ON tasks (project, number);
    CREATE INDEX tasks_place ON tasks (column_id, sort_key) WHERE archived_at IS NULL;
    CREATE INDEX tasks_parent ON tasks (parent) WHERE parent IS NOT NULL;
    CREATE INDEX tasks_due ON tasks (due_date) WHERE due_date IS NOT NULL;
    /* Where a task was numbered before it came to its present project. */
    CREATE TABLE task_aliases (
      project TEXT NOT NULL, number INTEGER NOT NULL, task TEXT NOT NULL, PRIMARY KEY (project, number)
    ) WITHOUT ROWID;
    CREATE INDEX task_aliases_task ON task_aliases (task);
    /* The project of a doc that is a task's description. */
    ALTER TABLE rooms ADD COLUMN project TEXT;
    ${AUTOMATION_SCHEMA}
    ${EXCHANGE_SCHEMA}
  `,
};
