import type { SavedMessage } from "../protocol.ts";

type Row = {
  message: string;
  workspace: string;
  conversation: string;
  saved_at: number;
  excerpt: string;
  author_name: string;
};

/** The messages that the user keeps. */
export class SavedStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(message: string): SavedMessage | undefined {
    return this.#select("WHERE message = ?", message)[0];
  }

  /** All, what was saved last first. */
  all(): SavedMessage[] {
    return this.#select("ORDER BY saved_at DESC, message");
  }

  in(conversation: string): SavedMessage[] {
    return this.#select("WHERE conversation = ?", conversation);
  }

  of(workspace: string): SavedMessage[] {
    return this.#select("WHERE workspace = ?", workspace);
  }

  count(): number {
    return this.#sql.exec<{ count: number }>("SELECT count(*) AS count FROM saved").one().count;
  }

  put({ message, workspace, conversation, savedAt, excerpt, authorName }: SavedMessage): void {
    this.#sql.exec(
      `INSERT OR REPLACE INTO saved (message, workspace, conversation, saved_at, excerpt, author_name)
       VALUES (?, ?, ?, ?, ?, ?)`,
      message,
      workspace,
      conversation,
      savedAt,
      excerpt,
      authorName,
    );
  }

  remove(message: string): void {
    this.#sql.exec("DELETE FROM saved WHERE message = ?", message);
  }

  #select(which: string, ...bound: string[]): SavedMessage[] {
    return this.#sql
      .exec<Row>(
        `SELECT message, workspace, conversation, saved_at, excerpt, author_name FROM saved ${which}`,
        ...bound,
      )
      .toArray()
      .map(({ saved_at: savedAt, author_name: authorName, ...row }) => ({ ...row, savedAt, authorName }));
  }
}
