import { Neighbour } from "../protocol.ts";

type Row = { reader: string; id: string; key: string; project: string; title: string; settled: number };

/** What another project knows of a task `t`, `p` being its project and `c` its column. */
const STUB = `t.id, p.key || '-' || t.number AS key, t.project, t.body ->> '$.title' AS title,
  (t.archived_at IS NOT NULL OR coalesce(c.body ->> '$.kind', '') IN ('done', 'cancelled')) AS settled`;

/** Most tasks have no relations; that can be told from their text, which is much quicker than reading it. */
const hasRelations = (alias: string) => `instr(${alias}.body, '"relations":[]') = 0`;

/** Where relations between tasks lead. Reads only: they are kept with the tasks. */
export class RelationStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The tasks of other projects to which open tasks of this one are related. */
  of(project: string): Neighbour[] {
    return this.#sql
      .exec<Row>(
        `SELECT DISTINCT mine.project AS reader, ${STUB}
         FROM tasks mine CROSS JOIN json_each(mine.body, '$.relations') r
         CROSS JOIN tasks t ON t.id = r.value ->> '$.taskId' AND t.project <> mine.project
         JOIN projects p ON p.id = t.project LEFT JOIN parts c ON c.id = t.column_id
         WHERE mine.project = ? AND mine.archived_at IS NULL AND ${hasRelations("mine")} ORDER BY t.id`,
        project,
      )
      .toArray()
      .map(neighbourOf);
  }

  /** This project's tasks to which open tasks of others are related, by the project that knows of it. */
  toldBy(project: string): { reader: string; neighbour: Neighbour }[] {
    return this.#sql
      .exec<Row>(
        `SELECT DISTINCT theirs.project AS reader, ${STUB}
         FROM tasks t CROSS JOIN json_each(t.body, '$.relations') r
         CROSS JOIN tasks theirs ON theirs.id = r.value ->> '$.taskId' AND theirs.project <> t.project
         JOIN projects p ON p.id = t.project LEFT JOIN parts c ON c.id = t.column_id
         WHERE t.project = ? AND theirs.archived_at IS NULL AND ${hasRelations("t")} ORDER BY t.id`,
        project,
      )
      .toArray()
      .map((row) => ({ reader: row.reader, neighbour: neighbourOf(row) }));
  }

  /** The ids of tasks of other projects, archived ones too, that are related to one of this project. */
  relatedTo(project: string): string[] {
    return this.#sql
      .exec<{ id: string }>(
        `SELECT DISTINCT theirs.id AS id FROM tasks t CROSS JOIN json_each(t.body, '$.relations') r
         CROSS JOIN tasks theirs ON theirs.id = r.value ->> '$.taskId' AND theirs.project <> t.project
         WHERE t.project = ? AND ${hasRelations("t")} ORDER BY 1`,
        project,
      )
      .toArray()
      .map(({ id }) => id);
  }

  /** Whether a chain of tasks, each of which blocks the next, leads from one to another. */
  blocks(from: string, to: string): boolean {
    const rows = this.#sql.exec(
      `WITH RECURSIVE chain (id) AS (
         SELECT ?1 UNION
         SELECT r.value ->> '$.taskId' FROM chain CROSS JOIN tasks t ON t.id = chain.id
         CROSS JOIN json_each(t.body, '$.relations') r WHERE r.value ->> '$.type' = 'blocks'
       ) SELECT 1 FROM chain WHERE id = ?2 LIMIT 1`,
      from,
      to,
    );
    return rows.toArray().length > 0;
  }
}

function neighbourOf({ id, key, project, title, settled }: Row): Neighbour {
  return Neighbour.parse({ id, key, projectId: project, title, settled: settled === 1 });
}
