/**
 * D1's tables for drizzle, as `migrations/` makes them. better-auth reads and writes the first four through this file.
 * Its columns are Dates in code and ms since 1970 at rest; ours are ms in both.
 */
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

export * from "./board-schema.ts";
export * from "./call-schema.ts";

const date = (column: string) => integer(column, { mode: "timestamp_ms" });

export const user = sqliteTable("user", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  email: text("email").notNull().unique(),
  emailVerified: integer("email_verified", { mode: "boolean" }).notNull().default(false),
  image: text("image"),
  superadmin: integer("superadmin", { mode: "boolean" }).notNull().default(false),
  createdAt: date("created_at").notNull(),
  updatedAt: date("updated_at").notNull(),
});

export const session = sqliteTable(
  "session",
  {
    id: text("id").primaryKey(),
    userId: text("user_id").notNull(),
    token: text("token").notNull().unique(),
    expiresAt: date("expires_at").notNull(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    createdAt: date("created_at").notNull(),
    updatedAt: date("updated_at").notNull(),
  },
  (table) => [index("session_user").on(table.userId), index("session_expiry").on(table.expiresAt)],
);

export const account = sqliteTable(
  "account",
  {
    id: text("id").primaryKey(),
    userId: text("user_id").notNull(),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: date("access_token_expires_at"),
    refreshTokenExpiresAt: date("refresh_token_expires_at"),
    scope: text("scope"),
    password: text("password"),
    createdAt: date("created_at").notNull(),
    updatedAt: date("updated_at").notNull(),
  },
  (table) => [
    uniqueIndex("account_provider").on(table.providerId, table.accountId),
    index("account_user").on(table.userId),
  ],
);

export const verification = sqliteTable(
  "verification",
  {
    id: text("id").primaryKey(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    expiresAt: date("expires_at").notNull(),
    createdAt: date("created_at").notNull(),
    updatedAt: date("updated_at").notNull(),
  },
  (table) => [index("verification_identifier").on(table.identifier), index("verification_expiry").on(table.expiresAt)],
);

/** Projection of a workspace; the workspace object writes it, guarded by `revision`. */
export const workspaces = sqliteTable("workspaces", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  createdAt: integer("created_at").notNull(),
  eraseAt: integer("erase_at"),
  revision: integer("revision").notNull(),
  deletedAt: integer("deleted_at"),
});

/** Projection of a membership; `removedAt` is its tombstone. */
export const members = sqliteTable(
  "members",
  {
    workspace: text("workspace").notNull(),
    user: text("user").notNull(),
    role: text("role").notNull(),
    name: text("name").notNull(),
    joinedAt: integer("joined_at").notNull(),
    revision: integer("revision").notNull(),
    removedAt: integer("removed_at"),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.user] }),
    index("members_user").on(table.user, table.workspace),
  ],
);

/** Projection of a workspace's registry of rooms. */
export const rooms = sqliteTable(
  "rooms",
  {
    kind: text("kind").notNull(),
    id: text("id").notNull(),
    workspace: text("workspace").notNull(),
    createdAt: integer("created_at").notNull(),
    revision: integer("revision").notNull(),
    deletedAt: integer("deleted_at"),
  },
  (table) => [primaryKey({ columns: [table.kind, table.id] }), index("rooms_workspace").on(table.workspace)],
);

/** Projection of a workspace's pages. */
export const pages = sqliteTable(
  "pages",
  {
    id: text("id").primaryKey(),
    workspace: text("workspace").notNull(),
    title: text("title").notNull(),
    /** The page it stands under. */
    parent: text("parent"),
    doc: text("doc").notNull(),
    sortKey: text("sort_key").notNull(),
    createdAt: integer("created_at").notNull(),
    createdBy: text("created_by").notNull(),
    revision: integer("revision").notNull(),
    deletedAt: integer("deleted_at"),
  },
  (table) => [index("pages_workspace").on(table.workspace)],
);

/** Projection of a workspace's conversations; what is said in one is in its own object alone. */
export const conversations = sqliteTable(
  "conversations",
  {
    id: text("id").primaryKey(),
    workspace: text("workspace").notNull(),
    kind: text("kind").notNull(),
    name: text("name").notNull(),
    /** What makes it the only one of its sort in the workspace: `task:{id}` for a task's discussion. */
    key: text("key"),
    createdAt: integer("created_at").notNull(),
    createdBy: text("created_by").notNull(),
    archivedAt: integer("archived_at"),
    revision: integer("revision").notNull(),
    deletedAt: integer("deleted_at"),
  },
  (table) => [index("conversations_workspace").on(table.workspace)],
);

export const auditLogs = sqliteTable(
  "audit_logs",
  {
    id: text("id").primaryKey(),
    /** Null for an act that concerns an account alone. */
    workspace: text("workspace"),
    at: integer("at").notNull(),
    by: text("by"),
    act: text("act").notNull(),
    target: text("target"),
    detail: text("detail", { mode: "json" }).notNull().default({}),
  },
  (table) => [
    index("audit_logs_workspace").on(table.workspace, table.at, table.id),
    index("audit_logs_by").on(table.by, table.at, table.id),
  ],
);

export const apiKeys = sqliteTable(
  "api_keys",
  {
    id: text("id").primaryKey(),
    user: text("user").notNull(),
    name: text("name").notNull(),
    /** SHA-256 of the key, in hex. */
    hash: text("hash").notNull().unique(),
    start: text("start").notNull(),
    /** A JSON array of scopes. */
    scopes: text("scopes", { mode: "json" }).notNull(),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at"),
    lastUsedAt: integer("last_used_at"),
    revokedAt: integer("revoked_at"),
  },
  (table) => [index("api_keys_user").on(table.user)],
);

export const idempotencyKeys = sqliteTable(
  "idempotency_keys",
  {
    user: text("user").notNull(),
    route: text("route").notNull(),
    key: text("key").notNull(),
    bodyHash: text("body_hash").notNull(),
    creation: text("creation").notNull(),
    claim: text("claim").notNull(),
    claimedUntil: integer("claimed_until").notNull(),
    createdAt: integer("created_at").notNull(),
    status: integer("status"),
    answer: text("answer"),
  },
  (table) => [
    primaryKey({ columns: [table.user, table.route, table.key] }),
    index("idempotency_keys_age").on(table.createdAt),
  ],
);

/** Written by the triggers of migration 0002 only; the worker tells and deletes. */
export const sessionRevocations = sqliteTable(
  "session_revocations",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    user: text("user").notNull(),
    credential: text("credential").notNull(),
    revokedAt: integer("revoked_at").notNull(),
    dueAt: integer("due_at").notNull(),
    told: integer("told").notNull().default(0),
    attempts: integer("attempts").notNull().default(0),
  },
  (table) => [index("session_revocations_due").on(table.dueAt), index("session_revocations_user").on(table.user)],
);

/** Written by the trigger of migration 0003 only; the worker tells and deletes. */
export const profileChanges = sqliteTable(
  "profile_changes",
  {
    user: text("user").primaryKey(),
    change: integer("change").notNull(),
    dueAt: integer("due_at").notNull(),
    attempts: integer("attempts").notNull().default(0),
  },
  (table) => [index("profile_changes_due").on(table.dueAt)],
);

/** Users who are no more and whose inbox has yet to be erased; see migration 0008. */
export const inboxErasures = sqliteTable(
  "inbox_erasures",
  {
    user: text("user").primaryKey(),
    dueAt: integer("due_at").notNull(),
    attempts: integer("attempts").notNull().default(0),
  },
  (table) => [index("inbox_erasures_due").on(table.dueAt)],
);

/** Files in R2; see migration 0007. Both of `workspace` and `conversation` are null for a picture of its user. */
export const files = sqliteTable(
  "files",
  {
    id: text("id").primaryKey(),
    user: text("user").notNull(),
    workspace: text("workspace"),
    conversation: text("conversation"),
    name: text("name").notNull(),
    size: integer("size").notNull(),
    createdAt: integer("created_at").notNull(),
    /** Names the attempt to upload it, and its bytes. */
    attempt: text("attempt").notNull(),
    /** R2's name of an upload in parts, while it is under way. */
    upload: text("upload"),
    /** Null until the bytes are there and were looked into, as are the three below. */
    type: text("type"),
    width: integer("width"),
    height: integer("height"),
    /** SHA-256 of the bytes, in hex. */
    digest: text("digest"),
    attachedAt: integer("attached_at"),
  },
  (table) => [
    index("files_conversation").on(table.conversation, table.id),
    index("files_user").on(table.user, table.id),
    index("files_unattached").on(table.createdAt, table.id),
    index("files_unattached_of").on(table.user),
  ],
);

/** The parts there are of uploads under way. */
export const fileParts = sqliteTable(
  "file_parts",
  { file: text("file").notNull(), number: integer("number").notNull(), etag: text("etag").notNull() },
  (table) => [primaryKey({ columns: [table.file, table.number] })],
);
