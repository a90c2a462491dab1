import type { Draft } from "../protocol.ts";

type Row = { conversation: string; thread: string; text: string; at: number };

/** Where a draft stands: in a conversation, or in a thread of it. */
export type DraftPlace = Pick<Draft, "conversation" | "thread">;

/** What the user began to write. Outside of threads, `thread` is kept as an empty text. */
export class DraftStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find({ conversation, thread }: DraftPlace): Draft | undefined {
    return this.#select("WHERE conversation = ? AND thread = ?", conversation, thread ?? "")[0];
  }

  /** All, the newest first. */
  all(): Draft[] {
    return this.#select("ORDER BY at DESC");
  }

  in(conversation: string): Draft[] {
    return this.#select("WHERE conversation = ?", conversation);
  }

  of(workspace: string): Draft[] {
    return this.#select("WHERE workspace = ?", workspace);
  }

  /** How many there are, and how long they are together, but for the one at a place. */
  extentBeside({ conversation, thread }: DraftPlace): { count: number; length: number } {
    return this.#sql
      .exec<{ count: number; length: number }>(
        `SELECT count(*) AS count, ifnull(sum(length(text)), 0) AS length FROM drafts
         WHERE NOT (conversation = ? AND thread = ?)`,
        conversation,
        thread ?? "",
      )
      .one();
  }

  put(workspace: string, { conversation, thread, text, at }: Draft): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO drafts (conversation, thread, workspace, text, at) VALUES (?, ?, ?, ?, ?)",
      conversation,
      thread ?? "",
      workspace,
      text,
      at,
    );
  }

  remove({ conversation, thread }: DraftPlace): void {
    this.#sql.exec("DELETE FROM drafts WHERE conversation = ? AND thread = ?", conversation, thread ?? "");
  }

  #select(which: string, ...bound: string[]): Draft[] {
    return this.#sql
      .exec<Row>(`SELECT conversation, thread, text, at FROM drafts ${which}`, ...bound)
      .toArray()
      .map((row) => ({ ...row, thread: row.thread || null }));
  }
}
