import type { BoardTable, TenancyTable } from "../owed.ts";

/** The tables of D1 that have many rows of a workspace. */
export type ProjectedTable = Exclude<TenancyTable | BoardTable, "workspaces">;

/** Where the ids are that a table of D1 has of this workspace. */
const IDS: Record<ProjectedTable, string> = {
  members: "SELECT user AS id FROM members",
  rooms: "SELECT room AS id FROM rooms WHERE kind <> 'project'",
  pages: "SELECT id FROM pages",
  conversations: "SELECT id FROM conversations",
  calls: "SELECT id FROM calls",
  projects: "SELECT id FROM projects",
  columns: "SELECT id FROM parts WHERE noun = 'column'",
  tasks: "SELECT id FROM tasks",
};

/** What of this workspace has a projection in D1, by id. Reads only. */
export class ProjectedIds {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  count(table: ProjectedTable): number {
    return this.#sql.exec<{ count: number }>(`SELECT count(*) AS count FROM (${IDS[table]})`).one().count;
  }

  /** Every `step`th id, in order. */
  every(table: ProjectedTable, step: number): string[] {
    return this.#sql
      .exec<{ id: string }>(
        `SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM (${IDS[table]})) WHERE place % ? = 0`,
        step,
      )
      .toArray()
      .map(({ id }) => id);
  }

  /** The ids behind `after` up to `upTo` (null: to the end), in order. */
  within(table: ProjectedTable, { after, upTo }: { after: string; upTo: string | null }): string[] {
    return this.#sql
      .exec<{ id: string }>(
        `SELECT id FROM (${IDS[table]}) WHERE id > ?1 AND (?2 IS NULL OR id <= ?2) ORDER BY id`,
        after,
        upTo,
      )
      .toArray()
      .map(({ id }) => id);
  }
}
