import type { ConversationUnread } from "../protocol.ts";

type Row = {
  conversation: string;
  workspace: string;
  unread: number;
  mentions: number;
  replies: number;
  marker: number;
  last_at: number;
};

/** What is unread in each conversation, as its room told it last. */
export class ConversationStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(conversation: string): ConversationUnread | undefined {
    return this.#select("WHERE conversation = ?", conversation)[0];
  }

  /** All, of which the latest one to have had a message comes first. */
  all(): ConversationUnread[] {
    return this.#select("ORDER BY last_at DESC, conversation");
  }

  of(workspace: string): ConversationUnread[] {
    return this.#select("WHERE workspace = ?", workspace);
  }

  put({ conversation, workspace, unread, mentions, replies, marker, lastAt }: ConversationUnread): void {
    this.#sql.exec(
      `INSERT OR REPLACE INTO conversations (conversation, workspace, unread, mentions, replies, marker, last_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      conversation,
      workspace,
      unread,
      mentions,
      replies,
      marker,
      lastAt,
    );
  }

  remove(conversation: string): void {
    this.#sql.exec("DELETE FROM conversations WHERE conversation = ?", conversation);
  }

  /** Which are too many, if only `limit` are kept: those where nothing is unread first, and of those the oldest. */
  excess(limit: number): string[] {
    const { count } = this.#sql.exec<{ count: number }>("SELECT count(*) AS count FROM conversations").one();
    if (count <= limit) return [];
    return this.#sql
      .exec<{ conversation: string }>(
        "SELECT conversation FROM conversations ORDER BY unread + replies > 0, last_at LIMIT ?",
        count - limit,
      )
      .toArray()
      .map(({ conversation }) => conversation);
  }

  #select(which: string, ...bound: string[]): ConversationUnread[] {
    return this.#sql
      .exec<Row>(
        `SELECT conversation, workspace, unread, mentions, replies, marker, last_at FROM conversations ${which}`,
        ...bound,
      )
      .toArray()
      .map(({ last_at: lastAt, ...row }) => ({ ...row, lastAt }));
  }
}
