import type { WorkspaceInfo } from "../protocol.ts";

type Row = { id: string; name: string; created_at: number; erase_at: number | null; revision: number };

export interface WorkspaceRow extends WorkspaceInfo {
  /** The number of its last change. */
  revision: number;
}

/** What the workspace is, and the counter that every change of it, its members, rooms and pages takes a number from. */
export class WorkspaceStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Writes the workspace's one row, at revision 1. */
  found(info: { id: string; name: string; createdAt: number }): void {
    this.#sql.exec(
      "INSERT INTO workspace (one, id, name, created_at, erase_at, revision) VALUES (1, ?, ?, ?, NULL, 1)",
      info.id,
      info.name,
      info.createdAt,
    );
  }

  /** The workspace, or undefined before it is founded. */
  find(): WorkspaceRow | undefined {
    const row = this.#sql.exec<Row>("SELECT id, name, created_at, erase_at, revision FROM workspace").toArray()[0];
    if (!row) return undefined;
    const { id, name, revision } = row;
    return { id, name, createdAt: row.created_at, eraseAt: row.erase_at, revision };
  }

  /** The next revision: above every one given before, so a member who returns is newer than when they left. */
  nextRevision(): number {
    return this.#sql.exec<{ revision: number }>("UPDATE workspace SET revision = revision + 1 RETURNING revision").one()
      .revision;
  }

  rename(name: string): void {
    this.#sql.exec("UPDATE workspace SET name = ?", name);
  }

  /** Marks it for deletion at `eraseAt` (ms since 1970), or keeps it with null. */
  eraseAt(eraseAt: number | null): void {
    this.#sql.exec("UPDATE workspace SET erase_at = ?", eraseAt);
  }
}
