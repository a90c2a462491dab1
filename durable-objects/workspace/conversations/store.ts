import { ConversationKind, type ConversationSubject } from "./protocol.ts";

/** A conversation as the workspace keeps it. */
export interface ConversationRow {
  id: string;
  kind: ConversationKind;
  name: string;
  topic: string;
  /** What makes it the only one of its sort, see `keys.ts`; null for what there may be many of. */
  key: string | null;
  everyone: boolean;
  createdAt: number;
  createdBy: string;
  archivedAt: number | null;
  retentionDays: number | null;
  /** The workspace's revision at its last change. */
  revision: number;
}

/** A conversation to be made, and who belongs to it from the beginning. */
export interface NewRow {
  row: Omit<ConversationRow, "revision">;
  members: readonly string[];
}

/** One who belongs to a conversation by a row of their own. */
export interface ConversationMemberRow {
  user: string;
  /** ms since 1970 */
  joinedAt: number;
}

type Row = {
  id: string;
  kind: string;
  name: string;
  topic: string;
  key: string | null;
  everyone: number;
  created_at: number;
  created_by: string;
  archived_at: number | null;
  retention_days: number | null;
  revision: number;
};

const COLUMNS =
  "id, kind, name, topic, key, everyone, created_at, created_by, archived_at, retention_days, revision" as const;

/** In a large workspace nearly all are direct ones; what has a key of some sort is found by its index. */
const KEYED_AS = "(key > ?1 AND key < ?2)";

/** What lies between these are the keys of `kind`, see `keys.ts`. */
function rangeOf(kind: "channel" | ConversationSubject["type"]): [string, string] {
  return [`${kind}:`, `${kind};`];
}

function conversationOf(row: Row): ConversationRow {
  const { id, name, topic, key, revision } = row;
  return {
    id,
    kind: ConversationKind.parse(row.kind),
    name,
    topic,
    key,
    everyone: row.everyone === 1,
    createdAt: row.created_at,
    createdBy: row.created_by,
    archivedAt: row.archived_at,
    retentionDays: row.retention_days,
    revision,
  };
}

/** The workspace's conversations, and who belongs to them. */
export class ConversationStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Writes a conversation, new or changed. */
  put(row: ConversationRow): void {
    this.#sql.exec(
      `INSERT INTO conversations (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, topic = excluded.topic, key = excluded.key,
         archived_at = excluded.archived_at, retention_days = excluded.retention_days, revision = excluded.revision`,
      row.id,
      row.kind,
      row.name,
      row.topic,
      row.key,
      row.everyone ? 1 : 0,
      row.createdAt,
      row.createdBy,
      row.archivedAt,
      row.retentionDays,
      row.revision,
    );
  }

  /** Forgets a conversation and who belonged to it. */
  delete(id: string): void {
    this.#sql.exec("DELETE FROM conversations WHERE id = ?", id);
    this.#sql.exec("DELETE FROM conversation_members WHERE conversation = ?", id);
  }

  find(id: string): ConversationRow | undefined {
    return this.#select("WHERE id = ?", id)[0];
  }

  findByKey(key: string): ConversationRow | undefined {
    return this.#select("WHERE key = ?", key)[0];
  }

  /** Those that may concern `user`, by id and so by age: channels, and those for their members alone they belong to. */
  listedFor(user: string): ConversationRow[] {
    return this.#select(
      `WHERE ${KEYED_AS} OR (kind IN ('private', 'direct', 'group')
         AND id IN (SELECT conversation FROM conversation_members WHERE user = ?3)) ORDER BY id`,
      ...rangeOf("channel"),
      user,
    );
  }

  /** All channels, all discussions of tasks or pages, or all chats of calls, by id and so by age. */
  every(kind: "channel" | ConversationSubject["type"]): ConversationRow[] {
    return this.#select(`WHERE ${KEYED_AS} ORDER BY id`, ...rangeOf(kind));
  }

  /** Those that everyone but guests belongs to. */
  ofEveryone(): ConversationRow[] {
    return this.#select(`WHERE ${KEYED_AS} AND everyone = 1 ORDER BY id`, ...rangeOf("channel"));
  }

  /** The ids of discussions of tasks and pages, and of chats of calls, that are no more. */
  orphaned(): string[] {
    const orphans = (table: "tasks" | "pages" | "calls", range: string) =>
      `SELECT id FROM conversations c WHERE ${range}
         AND NOT EXISTS (SELECT 1 FROM ${table} WHERE ${table}.id = substr(c.key, instr(c.key, ':') + 1))`;
    return this.#sql
      .exec<{ id: string }>(
        [
          orphans("tasks", KEYED_AS),
          orphans("pages", "(key > ?3 AND key < ?4)"),
          orphans("calls", "(key > ?5 AND key < ?6)"),
        ].join(" UNION ALL "),
        ...rangeOf("task"),
        ...rangeOf("page"),
        ...rangeOf("call"),
      )
      .toArray()
      .map(({ id }) => id);
  }

  /** How many channels and private conversations there are. */
  countNamed(): number {
    return this.#sql
      .exec<{ count: number }>("SELECT count(*) AS count FROM conversations WHERE kind IN ('channel', 'private')")
      .one().count;
  }

  /** How many direct and group conversations `user` belongs to. */
  countDirect(user: string): number {
    return this.#sql
      .exec<{ count: number }>(
        `SELECT count(*) AS count FROM conversation_members m JOIN conversations c ON c.id = m.conversation
         WHERE m.user = ? AND c.kind IN ('direct', 'group')`,
        user,
      )
      .one().count;
  }

  // --- Who belongs to them ---

  /** Answers whether it was for the first time. */
  join(id: string, user: string, at: number): boolean {
    const written = this.#sql.exec(
      `INSERT INTO conversation_members (user, conversation, joined_at) VALUES (?, ?, ?)
       ON CONFLICT DO NOTHING RETURNING user`,
      user,
      id,
      at,
    );
    return written.toArray().length > 0;
  }

  /** Answers whether they belonged to it. */
  leave(id: string, user: string): boolean {
    const gone = this.#sql.exec(
      "DELETE FROM conversation_members WHERE user = ? AND conversation = ? RETURNING user",
      user,
      id,
    );
    return gone.toArray().length > 0;
  }

  has(id: string, user: string): boolean {
    const rows = this.#sql.exec("SELECT 1 FROM conversation_members WHERE user = ? AND conversation = ?", user, id);
    return rows.toArray().length > 0;
  }

  /** Whoever has a row, by user id. */
  membersOf(id: string): ConversationMemberRow[] {
    return this.#sql
      .exec<{ user: string; joined_at: number }>(
        "SELECT user, joined_at FROM conversation_members WHERE conversation = ? ORDER BY user",
        id,
      )
      .toArray()
      .map((row) => ({ user: row.user, joinedAt: row.joined_at }));
  }

  /** How many have a row and are in the workspace. */
  countMembers(id: string): number {
    return this.#sql
      .exec<{ count: number }>(
        "SELECT count(*) AS count FROM conversation_members c JOIN members m ON m.user = c.user WHERE c.conversation = ?",
        id,
      )
      .one().count;
  }

  /** The ids of those in which `user` has a row. */
  of(user: string): string[] {
    return this.#sql
      .exec<{ conversation: string }>(
        "SELECT conversation FROM conversation_members WHERE user = ? ORDER BY conversation",
        user,
      )
      .toArray()
      .map((row) => row.conversation);
  }

  #select(which: string, ...bound: string[]): ConversationRow[] {
    return this.#sql
      .exec<Row>(`SELECT ${COLUMNS} FROM conversations ${which}`, ...bound)
      .toArray()
      .map(conversationOf);
  }
}
