/** The workspaces that the user left: what is told of them late is not taken. */
export class FormerStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Whether what happened in a workspace at a time was before the user left it. */
  covers(workspace: string, at: number): boolean {
    return (
      this.#sql.exec("SELECT 1 FROM former_workspaces WHERE workspace = ? AND at >= ?", workspace, at).toArray()
        .length > 0
    );
  }

  note(workspace: string, at: number): void {
    this.#sql.exec("INSERT OR REPLACE INTO former_workspaces (workspace, at) VALUES (?, ?)", workspace, at);
  }

  forget(workspace: string): void {
    this.#sql.exec("DELETE FROM former_workspaces WHERE workspace = ?", workspace);
  }

  /** Lets go of the oldest, if there are more than `limit`. */
  prune(limit: number): void {
    this.#sql.exec(
      "DELETE FROM former_workspaces WHERE workspace IN (SELECT workspace FROM former_workspaces ORDER BY at DESC LIMIT -1 OFFSET ?)",
      limit,
    );
  }
}
