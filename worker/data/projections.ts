/**
 * The writes by which the workspace object keeps its projections in D1. Each is guarded by the workspace's revision and
 * leaves a tombstone for what is gone, so it may come twice, or after a later one, and nothing is undone (P9).
 */
import { type SQL, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { eraseBuriedLogs, eraseCallLogs } from "./calls.ts";
import { database } from "./database.ts";
import { buryOthers, type Projection, type Rebuilt } from "./ghosts.ts";
import { overwrite } from "./many-rows.ts";
import type { ProjectionWrite } from "./projection-writes.ts";
import { auditLogs, calls, conversations, members, pages, rooms, workspaces } from "./schema.ts";

/** All there is of one table of a workspace's tenancy in a range of ids; of `workspaces` its own row. */
export type RebuiltProjection = Rebuilt &
  (
    | { table: "workspaces"; rows: readonly (typeof workspaces.$inferInsert)[] }
    | { table: "members"; rows: readonly (typeof members.$inferInsert)[] }
    | { table: "rooms"; rows: readonly (typeof rooms.$inferInsert)[] }
    | { table: "pages"; rows: readonly (typeof pages.$inferInsert)[] }
    | { table: "conversations"; rows: readonly (typeof conversations.$inferInsert)[] }
    | { table: "calls"; rows: readonly (typeof calls.$inferInsert)[] }
  );

/**
 * Makes D1 have exactly these rows in a range, whatever it had there and whatever revision that claimed to be of. The
 * lane that calls this delivers one thing after another, so nothing later is there to be undone.
 * @throws when D1 cannot be reached
 */
export async function rebuildProjection(d1: D1Database, rebuilt: RebuiltProjection): Promise<void> {
  switch (rebuilt.table) {
    case "workspaces":
      await d1.batch([overwrite(d1, workspaces, rebuilt.rows)]);
      return;
    case "members": {
      const ids = rebuilt.rows.map(({ user }) => user);
      await d1.batch([overwrite(d1, members, rebuilt.rows), buryOthers(d1, MEMBERS, rebuilt, ids)]);
      return;
    }
    case "rooms": {
      const ids = rebuilt.rows.map(({ id }) => id);
      await d1.batch([overwrite(d1, rooms, rebuilt.rows), buryOthers(d1, ROOMS, rebuilt, ids)]);
      return;
    }
    case "pages": {
      const ids = rebuilt.rows.map(({ id }) => id);
      await d1.batch([overwrite(d1, pages, rebuilt.rows), buryOthers(d1, PAGES, rebuilt, ids)]);
      return;
    }
    case "conversations": {
      const ids = rebuilt.rows.map(({ id }) => id);
      const bury = buryOthers(d1, CONVERSATIONS, rebuilt, ids, BLANK_CONVERSATION);
      await d1.batch([overwrite(d1, conversations, rebuilt.rows), bury]);
      return;
    }
    case "calls": {
      const ids = rebuilt.rows.map(({ id }) => id);
      const bury = buryOthers(d1, CALLS, rebuilt, ids, BLANK_CALL);
      await d1.batch([overwrite(d1, calls, rebuilt.rows), bury, eraseBuriedLogs(d1, rebuilt.workspace)]);
      return;
    }
  }
}

const MEMBERS: Projection = {
  table: members,
  workspace: members.workspace,
  id: members.user,
  gone: members.removedAt,
  revision: members.revision,
};
const ROOMS: Projection = {
  table: rooms,
  workspace: rooms.workspace,
  id: rooms.id,
  gone: rooms.deletedAt,
  revision: rooms.revision,
};
const PAGES: Projection = {
  table: pages,
  workspace: pages.workspace,
  id: pages.id,
  gone: pages.deletedAt,
  revision: pages.revision,
};
const CONVERSATIONS: Projection = {
  table: conversations,
  workspace: conversations.workspace,
  id: conversations.id,
  gone: conversations.deletedAt,
  revision: conversations.revision,
};
const CALLS: Projection = {
  table: calls,
  workspace: calls.workspace,
  id: calls.id,
  gone: calls.deletedAt,
  revision: calls.revision,
};
/** What a conversation was called goes with it. */
const BLANK_CONVERSATION = ["name = ''", "key = NULL"];
const BLANK_CALL = ["title = ''", "subject = NULL"];

const newer = (table: string): SQL => sql.raw(`excluded.revision > ${table}.revision`);
const excluded = (column: string): SQL => sql.raw(`excluded.${column}`);

/** Writes all of `writes` in one transaction. @throws when D1 cannot be reached; the caller keeps what it owes. */
export async function writeProjections(d1: D1Database, writes: readonly ProjectionWrite[]): Promise<void> {
  const db = database(d1);
  const statement = (write: ProjectionWrite): BatchItem<"sqlite"> => {
    switch (write.table) {
      case "workspaces":
        return db
          .insert(workspaces)
          .values(write.row)
          .onConflictDoUpdate({
            target: workspaces.id,
            set: {
              name: excluded("name"),
              eraseAt: excluded("erase_at"),
              revision: excluded("revision"),
              deletedAt: excluded("deleted_at"),
            },
            setWhere: newer("workspaces"),
          });
      case "members":
        return db
          .insert(members)
          .values(write.row)
          .onConflictDoUpdate({
            target: [members.workspace, members.user],
            set: {
              role: excluded("role"),
              name: excluded("name"),
              joinedAt: excluded("joined_at"),
              revision: excluded("revision"),
              removedAt: excluded("removed_at"),
            },
            setWhere: newer("members"),
          });
      case "rooms":
        return db
          .insert(rooms)
          .values(write.row)
          .onConflictDoUpdate({
            target: [rooms.kind, rooms.id],
            set: { revision: excluded("revision"), deletedAt: excluded("deleted_at") },
            setWhere: newer("rooms"),
          });
      case "pages":
        return db
          .insert(pages)
          .values(write.row)
          .onConflictDoUpdate({
            target: pages.id,
            set: {
              title: excluded("title"),
              parent: excluded("parent"),
              doc: excluded("doc"),
              sortKey: excluded("sort_key"),
              revision: excluded("revision"),
              deletedAt: excluded("deleted_at"),
            },
            setWhere: newer("pages"),
          });
      case "conversations": {
        const gone = write.row.deletedAt !== null;
        return db
          .insert(conversations)
          .values(gone ? { ...write.row, name: "", key: null } : write.row)
          .onConflictDoUpdate({
            target: conversations.id,
            set: {
              name: excluded("name"),
              key: excluded("key"),
              archivedAt: excluded("archived_at"),
              revision: excluded("revision"),
              deletedAt: excluded("deleted_at"),
            },
            setWhere: newer("conversations"),
          });
      }
      case "calls": {
        const gone = write.row.deletedAt !== null;
        return db
          .insert(calls)
          .values(gone ? { ...write.row, title: "", subject: null } : write.row)
          .onConflictDoUpdate({
            target: calls.id,
            set: {
              title: excluded("title"),
              subject: excluded("subject"),
              startsAt: excluded("starts_at"),
              minutes: excluded("minutes"),
              startedAt: excluded("started_at"),
              endedAt: excluded("ended_at"),
              revision: excluded("revision"),
              deletedAt: excluded("deleted_at"),
            },
            setWhere: newer("calls"),
          });
      }
      case "audit_logs":
        return db.insert(auditLogs).values(write.row).onConflictDoNothing();
    }
  };
  const buried = writes.flatMap(({ table, row }) => (table === "calls" && row.deletedAt !== null ? [row.id] : []));
  const [first, ...rest] = [...writes.map(statement), ...(buried.length > 0 ? [eraseCallLogs(db, buried)] : [])];
  if (first) await db.batch([first, ...rest]);
}
