/**
 * The writes by which the workspace object keeps its boards and its history in D1. A write says what was so right after
 * one event of the workspace's, whose position is the rows' `revision`: so it may come twice, or after a later one, and
 * nothing is undone (P9). All are guarded that way, save those of a rebuild.
 */
import { columns, projects, tasks } from "./board-schema.ts";
import { buryOthers, type Projection, type Rebuilt } from "./ghosts.ts";
import { inPieces, overwrite, putNewer } from "./many-rows.ts";

/** Statements in one transaction. */
const STATEMENTS_AT_ONCE = 50;

type Projected<Row> = Omit<Row, "workspace" | "revision" | "deletedAt">;
export type ProjectRow = Projected<typeof projects.$inferInsert>;
export type ColumnRow = Projected<typeof columns.$inferInsert>;
/** `assignees` are user ids. */
export type TaskRow = Projected<typeof tasks.$inferInsert> & { assignees: readonly string[] };

/** Something that is no more, and the project it was last known in. */
export interface Gone {
  id: string;
  project: string;
}

/** What is so of parts of a workspace's boards right after the event at position `revision`. */
export interface BoardState {
  workspace: string;
  revision: number;
  /** When this is said, in ms since 1970. */
  at: number;
  projects: readonly ProjectRow[];
  columns: readonly ColumnRow[];
  tasks: readonly TaskRow[];
  gone: { projects: readonly string[]; columns: readonly Gone[]; tasks: readonly Gone[] };
}

/** Statements that only hold together. */
type Group = D1PreparedStatement[];

/**
 * Writes what is so of boards, and a tombstone for all that is gone; with a project, for all its columns and tasks.
 * @throws when D1 cannot be reached; the caller keeps what it owes.
 */
export async function writeBoards(d1: D1Database, state: BoardState): Promise<void> {
  const { gone } = state;
  const here = { workspace: state.workspace, revision: state.revision, deletedAt: null };
  const buried = { ...here, deletedAt: state.at };
  await inTransactions(d1, [
    ...inPieces(state.projects).map((rows) => [putNewer(d1, projects, each(rows, here))]),
    ...inPieces(state.columns).map((rows) => [putNewer(d1, columns, each(rows, here))]),
    ...inPieces(state.tasks).map((rows) => [putNewer(d1, tasks, each(rows, here)), ...assign(d1, state, rows)]),
    ...inPieces(gone.columns).map((rows) => [putNewer(d1, columns, each(rows, { ...NO_COLUMN, ...buried }))]),
    ...inPieces(gone.tasks).map((rows) => [
      putNewer(d1, tasks, each(rows, { ...NO_TASK, ...buried })),
      ...assign(d1, state, each(rows, { assignees: [] })),
    ]),
    // After the tasks: one that went to another project in time must not go with this one.
    ...gone.projects.map((id) => [putNewer(d1, projects, [{ ...NO_PROJECT, id, ...buried }]), ...bury(d1, state, id)]),
  ]);
}

/** All there is of one table of a workspace's boards in a range of ids. */
export type RebuiltBoards = Rebuilt &
  (
    | { table: "projects"; rows: readonly ProjectRow[] }
    | { table: "columns"; rows: readonly ColumnRow[] }
    | { table: "tasks"; rows: readonly TaskRow[] }
  );

/**
 * Makes D1 have exactly these rows in a range, whatever it had there and whatever revision that claimed to be of. The
 * lane that calls this delivers one thing after another, so nothing later is there to be undone.
 * @throws when D1 cannot be reached
 */
export async function rebuildBoards(d1: D1Database, rebuilt: RebuiltBoards): Promise<void> {
  const { workspace, revision, table } = rebuilt;
  const here = { workspace, revision, deletedAt: null };
  const ids = rebuilt.rows.map(({ id }) => id);
  const ghosts = buryOthers(d1, PROJECTIONS[table], rebuilt, ids, BLANK[table]);
  switch (table) {
    case "projects":
      return inTransactions(d1, [
        ...inPieces(rebuilt.rows).map((rows) => [overwrite(d1, projects, each(rows, here))]),
        [ghosts],
      ]);
    case "columns":
      return inTransactions(d1, [
        ...inPieces(rebuilt.rows).map((rows) => [overwrite(d1, columns, each(rows, here))]),
        [ghosts],
      ]);
    case "tasks":
      return inTransactions(d1, [
        ...inPieces(rebuilt.rows).map((rows) => [overwrite(d1, tasks, each(rows, here)), ...assign(d1, rebuilt, rows)]),
        [ghosts, unassignOthers(d1, rebuilt, ids)],
      ]);
  }
}

/** Takes the assignees off every task in the range that is none of `ids`. */
function unassignOthers(d1: D1Database, { workspace, range }: Rebuilt, ids: readonly string[]): D1PreparedStatement {
  return d1
    .prepare(
      `DELETE FROM task_assignees WHERE workspace = ?1 AND task > ?2 AND (?3 IS NULL OR task <= ?3)
       AND task NOT IN (SELECT value FROM json_each(?4))`,
    )
    .bind(workspace, range.after, range.upTo, JSON.stringify(ids));
}

const projectionOf = (table: typeof projects | typeof columns | typeof tasks): Projection => ({
  table,
  workspace: table.workspace,
  id: table.id,
  gone: table.deletedAt,
  revision: table.revision,
});
const PROJECTIONS = { projects: projectionOf(projects), columns: projectionOf(columns), tasks: projectionOf(tasks) };

const NO_PROJECT = { key: "", name: "", colour: "", sortKey: "", createdAt: 0, createdBy: "" };
const NO_COLUMN = { name: "", kind: "", colour: "", hidden: false, sortKey: "", createdAt: 0 };
const NO_TASK = { number: 0, columnId: "", sortKey: "", title: "", priority: "none", createdAt: 0, updatedAt: 0 };

/** What a tombstone says no more, in SQL. */
const BLANK = {
  projects: ["key = ''", "name = ''"],
  columns: ["name = ''"],
  tasks: ["title = ''", "doc = NULL", "parent = NULL"],
};

/**
 * Makes the assignees of some tasks what they now are, in the transaction that has just written these tasks: of those
 * whose rows it passed over, because D1 had later ones, the assignees stay too. Writes only what is different.
 */
function assign(
  d1: D1Database,
  { workspace, revision }: Pick<BoardState, "workspace" | "revision">,
  rows: readonly Pick<TaskRow, "id" | "assignees" | "archivedAt" | "dueDate">[],
): Group {
  const ids = JSON.stringify(rows.map(({ id }) => id));
  const open = rows.filter(({ archivedAt }) => (archivedAt ?? null) === null);
  const wanted = JSON.stringify(
    open.flatMap(({ id, assignees, dueDate }) => assignees.map((user) => [id, user, dueDate ?? null])),
  );
  const written = (task: string) =>
    `EXISTS (SELECT 1 FROM tasks WHERE tasks.workspace = ?1 AND tasks.id = ${task} AND tasks.revision = ?2)`;
  return [
    d1
      .prepare(
        `DELETE FROM task_assignees WHERE workspace = ?1 AND task IN (SELECT value FROM json_each(?3))
         AND (task, user) NOT IN (SELECT value ->> 0, value ->> 1 FROM json_each(?4)) AND ${written("task_assignees.task")}`,
      )
      .bind(workspace, revision, ids, wanted),
    d1
      .prepare(
        `INSERT INTO task_assignees (workspace, task, user, due_date)
         SELECT ?1, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?3) WHERE ${written("value ->> 0")}
         ON CONFLICT (workspace, task, user) DO UPDATE SET due_date = excluded.due_date
         WHERE task_assignees.due_date IS NOT excluded.due_date`,
      )
      .bind(workspace, revision, wanted),
  ];
}

/** Tombstones for all columns and tasks of a project. */
function bury(d1: D1Database, { workspace, revision, at }: BoardState, project: string): Group {
  const buried = (table: "columns" | "tasks") =>
    d1
      .prepare(
        `UPDATE ${table} SET ${BLANK[table].join(", ")}, revision = ?2, deleted_at = ?3
         WHERE workspace = ?1 AND revision < ?2 AND deleted_at IS NULL AND project = ?4`,
      )
      .bind(workspace, revision, at, project);
  return [
    buried("columns"),
    buried("tasks"),
    d1
      .prepare(
        `DELETE FROM task_assignees WHERE workspace = ?1 AND task IN (
           SELECT id FROM tasks WHERE workspace = ?1 AND revision = ?2 AND deleted_at = ?3 AND project = ?4
         )`,
      )
      .bind(workspace, revision, at, project),
  ];
}

/** Runs groups in their order, as many at once as fit into one transaction; a group is never torn apart. */
async function inTransactions(d1: D1Database, groups: readonly Group[]): Promise<void> {
  const batch: Group = [];
  for (const group of groups) {
    if (batch.length + group.length > STATEMENTS_AT_ONCE) await d1.batch(batch.splice(0));
    batch.push(...group);
  }
  if (batch.length > 0) await d1.batch(batch);
}

/** Each of `rows`, with what they have in common. */
function each<Row extends object, Shared extends object>(rows: readonly Row[], shared: Shared): (Row & Shared)[] {
  return rows.map((row) => ({ ...row, ...shared }));
}
