/** A task's place among the open tasks of its column. */
export interface Placed {
  id: string;
  order: string;
}

/** The places of all boards: what is in a column, in its order. Archived tasks have a column and no place in it. */
export class PlaceStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  countIn(column: string): number {
    return this.#sql
      .exec<{ count: number }>(
        "SELECT count(*) AS count FROM tasks WHERE column_id = ? AND archived_at IS NULL",
        column,
      )
      .one().count;
  }

  /** The order keys of a column's tasks nearest to `key` on one side of it, `key` itself left out, nearest first. */
  ordersNear(column: string, key: string | null, side: "before" | "behind", limit: number): Placed[] {
    const [compare, direction] = side === "before" ? ["<", "DESC"] : [">", "ASC"];
    // Behind nothing is from the beginning, before nothing from the end.
    const bound = key === null ? "" : `AND sort_key ${compare} ?`;
    return this.#sql
      .exec<{ id: string; order: string }>(
        `SELECT id, sort_key AS "order" FROM tasks WHERE column_id = ? AND archived_at IS NULL ${bound}
         ORDER BY sort_key ${direction} LIMIT ?`,
        ...(key === null ? [column, limit] : [column, key, limit]),
      )
      .toArray();
  }

  /** Whether any task is in a column of a project, or was when it was archived. */
  anyIn(project: string, column: string): boolean {
    const found = this.#sql.exec("SELECT 1 FROM tasks WHERE project = ? AND column_id = ? LIMIT 1", project, column);
    return found.toArray().length > 0;
  }

  /** The task that has this order key in a column. */
  holderOf(column: string, key: string): string | undefined {
    return this.#sql
      .exec<{ id: string }>(
        "SELECT id FROM tasks WHERE column_id = ? AND sort_key = ? AND archived_at IS NULL",
        column,
        key,
      )
      .toArray()[0]?.id;
  }

  // --- Writing ---

  /** Gives a task another order key in the column it is in. Nobody's change: no revision. */
  reorder(id: string, order: string): void {
    this.#sql.exec("UPDATE tasks SET sort_key = ? WHERE id = ?", order, id);
  }

  /** Puts an open task into another column of its project. */
  rehome(id: string, column: string, order: string, revision: number): void {
    this.#sql.exec(
      `UPDATE tasks SET column_id = ?1, sort_key = ?2, revision = ?3, revisions = json_set(revisions, '$.place', ?3)
       WHERE id = ?4`,
      column,
      order,
      revision,
      id,
    );
  }

  /**
   * Puts the archived tasks of a column into another one of its project, and answers their ids. They keep their keys,
   * which place nothing.
   */
  rehomeArchived(project: string, from: string, to: string, revision: number): string[] {
    return this.#sql
      .exec<{ id: string }>(
        `UPDATE tasks SET column_id = ?1, revision = ?2, revisions = json_set(revisions, '$.place', ?2)
         WHERE project = ?3 AND column_id = ?4 AND archived_at IS NOT NULL RETURNING id`,
        to,
        revision,
        project,
        from,
      )
      .toArray()
      .map(({ id }) => id);
  }
}
