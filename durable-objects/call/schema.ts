import { JSON_ROOM_COMMAND_SLOTS, JSON_ROOM_SCHEMA } from "../room/json-room.ts";
import type { Migration } from "../room/migrations.ts";

/** The tables of a call, beside the kernel's. All are small and read whole, so each row is its key and JSON. */
export const CALL_MIGRATIONS: readonly Migration[] = [
  { number: 1, sql: JSON_ROOM_SCHEMA },
  { number: 2, sql: JSON_ROOM_COMMAND_SLOTS },
  {
    number: 3,
    sql: `
      CREATE TABLE call (id TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE course (id TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE seats (id TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE people (id TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE knocks (id TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE rings (id TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
    `,
  },
];
