/** Rows of projections that D1 has and the workspace has not. */
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { getTableConfig } from "drizzle-orm/sqlite-core";

/** Ids behind `after` up to and with `upTo`; null for no end. */
export interface Range {
  after: string;
  upTo: string | null;
}

/** Part of a workspace's projection in one table, as it is right after the change `revision`. */
export interface Rebuilt {
  workspace: string;
  revision: number;
  /** When this is said, in ms since 1970. */
  at: number;
  range: Range;
}

/** The columns of a projection by which its rows are told apart and marked as gone. */
export interface Projection {
  table: SQLiteTable;
  workspace: SQLiteColumn;
  id: SQLiteColumn;
  gone: SQLiteColumn;
  revision: SQLiteColumn;
}

/** A tombstone for every row in the range that is none of `ids`, whatever it claims to be; `blank` empties it in SQL. */
export function buryOthers(
  d1: D1Database,
  projection: Projection,
  { workspace, revision, at, range }: Rebuilt,
  ids: readonly string[],
  blank: readonly string[] = [],
): D1PreparedStatement {
  const { name } = getTableConfig(projection.table);
  const id = projection.id.name;
  const gone = projection.gone.name;
  const set = [...blank, `${projection.revision.name} = ?5`, `${gone} = ?6`];
  return d1
    .prepare(
      `UPDATE ${name} SET ${set.join(", ")} WHERE ${projection.workspace.name} = ?1 AND ${id} > ?2 AND (?3 IS NULL OR ${id} <= ?3)
       AND ${id} NOT IN (SELECT value FROM json_each(?4)) AND ${gone} IS NULL`,
    )
    .bind(workspace, range.after, range.upTo, JSON.stringify(ids), revision, at);
}
