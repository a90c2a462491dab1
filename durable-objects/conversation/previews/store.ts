/** The messages whose links are to be looked behind. */
export class WantedPreviews {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  add(seq: number): void {
    this.#sql.exec("INSERT INTO links_wanted (message) VALUES (?) ON CONFLICT DO NOTHING", seq);
  }

  remove(seq: number): void {
    this.#sql.exec("DELETE FROM links_wanted WHERE message = ?", seq);
  }

  count(): number {
    return this.#sql.exec<{ count: number }>("SELECT count(*) AS count FROM links_wanted").one().count;
  }

  /** The seqs of up to `limit` of them, the oldest first. */
  next(limit: number): number[] {
    return this.#sql
      .exec<{ message: number }>("SELECT message FROM links_wanted ORDER BY message LIMIT ?", limit)
      .toArray()
      .map(({ message }) => message);
  }
}
