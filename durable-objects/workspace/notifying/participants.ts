/** Who took part in the discussion of a task or page, and who heard of a channel that they do not belong to. */
export class ParticipantStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  in(conversation: string): string[] {
    return this.#sql
      .exec<{ user: string }>("SELECT user FROM participants WHERE conversation = ? ORDER BY user", conversation)
      .toArray()
      .map(({ user }) => user);
  }

  /** The conversations that `user` took part in, or heard of. */
  of(user: string): string[] {
    return this.#sql
      .exec<{ conversation: string }>(
        "SELECT conversation FROM participants WHERE user = ? ORDER BY conversation",
        user,
      )
      .toArray()
      .map(({ conversation }) => conversation);
  }

  add(conversation: string, user: string): void {
    this.#sql.exec("INSERT OR IGNORE INTO participants (conversation, user) VALUES (?, ?)", conversation, user);
  }

  forget(conversation: string): void {
    this.#sql.exec("DELETE FROM participants WHERE conversation = ?", conversation);
  }
}
