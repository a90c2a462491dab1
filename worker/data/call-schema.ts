/** The tables of `migrations/0009_calls.sql` for drizzle. */
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Projection of a workspace's calls. */
export const calls = sqliteTable(
  "calls",
  {
    id: text("id").primaryKey(),
    workspace: text("workspace").notNull(),
    title: text("title").notNull(),
    /** What it was started from, such as `task:{id}`. */
    subject: text("subject"),
    createdAt: integer("created_at").notNull(),
    createdBy: text("created_by").notNull(),
    startsAt: integer("starts_at"),
    minutes: integer("minutes"),
    startedAt: integer("started_at"),
    endedAt: integer("ended_at"),
    revision: integer("revision").notNull(),
    deletedAt: integer("deleted_at"),
  },
  (table) => [index("calls_workspace").on(table.workspace)],
);

/** Who was in a call, when, and how good it was for them; the call's room writes it. */
export const callLog = sqliteTable(
  "call_log",
  {
    call: text("call").notNull(),
    peer: text("peer").notNull(),
    workspace: text("workspace").notNull(),
    user: text("user").notNull(),
    name: text("name").notNull(),
    joinedAt: integer("joined_at").notNull(),
    leftAt: integer("left_at"),
    quality: text("quality", { mode: "json" }),
    revision: integer("revision").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.call, table.peer] }),
    index("call_log_order").on(table.call, table.joinedAt, table.peer),
  ],
);
