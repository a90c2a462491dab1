import { JSON_ROOM_COMMAND_SLOTS, JSON_ROOM_SCHEMA } from "../room/json-room.ts";
import type { Migration } from "../room/migrations.ts";

/** The tables of a call, beside the kernel's. */
export const CALL_MIGRATIONS: readonly Migration[] = [
  { number: 1, sql: JSON_ROOM_SCHEMA },
  { number: 2, sql: JSON_ROOM_COMMAND_SLOTS },
];
