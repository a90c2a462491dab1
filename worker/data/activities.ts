/** `activities`: all that ever happened on the boards. The workspace object answers what its own log still has. */
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { withNames } from "../../durable-objects/workspace/board/reading/activity.ts";
import { Activity, TaskName } from "../../durable-objects/workspace/board/reading/protocol.ts";
import { activities, taskActivities } from "./board-schema.ts";
import { database } from "./database.ts";
import { inPieces, overwrite } from "./many-rows.ts";

/** Statements in one transaction. */
const STATEMENTS_AT_ONCE = 50;
/** Rows deleted in one statement. */
const ERASED_AT_ONCE = 1_000;

/** What may be told: entries of these projects, and of one task alone where one is named. */
export interface ActivityScope {
  projects: readonly string[];
  task: string | null;
}

/** An entry of the history, and what was changed of each task it is about. */
export interface NewActivity {
  entry: Activity;
  tasks: readonly { task: string; changes: Activity["changes"] }[];
}

/** Keeps entries. One that is there already is written again as it is given. @throws when D1 cannot be reached */
export async function keepActivities(
  d1: D1Database,
  workspace: string,
  entries: readonly NewActivity[],
): Promise<void> {
  const told = entries.flatMap(({ entry }) => {
    const { position, projectId: project, type, at, by, rule } = entry;
    return project === null ? [] : [{ workspace, position, project, type, at, by, rule, entry }];
  });
  const ofTasks = entries.flatMap(({ entry: { position }, tasks }) =>
    tasks.map(({ task, changes }) => ({ workspace, task, position, changes })),
  );
  const statements = [
    ...inPieces(told).map((rows) => overwrite(d1, activities, rows)),
    ...inPieces(ofTasks).map((rows) => overwrite(d1, taskActivities, rows)),
  ];
  while (statements.length > 0) await d1.batch(statements.splice(0, STATEMENTS_AT_ONCE));
}

/** Erases a workspace's history, some rows at a time, so that no statement takes long. */
export async function eraseActivities(d1: D1Database, workspace: string): Promise<void> {
  for (const table of ["task_activities", "activities"]) {
    const statement = d1.prepare(
      `DELETE FROM ${table} WHERE workspace = ?1
       AND position IN (SELECT position FROM ${table} WHERE workspace = ?1 LIMIT ${ERASED_AT_ONCE})`,
    );
    while ((await statement.bind(workspace).run()).meta.changes > 0);
  }
}

const Row = z.object({ entry: z.string(), changes: z.string().nullable() });

/**
 * Up to `limit` entries before `position`, newest first, with the present names of their tasks as far as the scope's
 * projects have them. D1 may be a moment behind the workspace.
 */
export async function activitiesBefore(
  d1: D1Database,
  workspace: string,
  scope: ActivityScope,
  position: number,
  limit: number,
): Promise<Activity[]> {
  const rows = await database(d1).all(entriesOf(workspace, scope, position, limit));
  const entries = rows.map((row) => {
    const { entry, changes } = Row.parse(row);
    const told = Activity.parse(JSON.parse(entry));
    return changes === null ? told : Activity.parse({ ...told, changes: JSON.parse(changes) });
  });
  const names = await namesOf(
    d1,
    workspace,
    scope.projects,
    entries.flatMap(({ about }) => about),
  );
  return entries.map((entry) => withNames(entry, names));
}

function entriesOf(workspace: string, { projects, task }: ActivityScope, position: number, limit: number): SQL {
  const visible = sql`a.project IN (SELECT value FROM json_each(${JSON.stringify(projects)}))`;
  if (task !== null) {
    return sql`SELECT a.entry, t.changes FROM task_activities t
      JOIN activities a ON a.workspace = t.workspace AND a.position = t.position
      WHERE t.workspace = ${workspace} AND t.task = ${task} AND t.position < ${position} AND ${visible}
      ORDER BY t.position DESC LIMIT ${limit}`;
  }
  const [only, ...others] = projects;
  // By the index of one project; or, for several, along the history of all, which they mostly are.
  const of = others.length === 0 ? sql`a.project = ${only ?? ""}` : visible;
  return sql`SELECT a.entry, NULL AS changes FROM activities a
    WHERE a.workspace = ${workspace} AND ${of} AND a.position < ${position}
    ORDER BY a.position DESC LIMIT ${limit}`;
}

async function namesOf(
  d1: D1Database,
  workspace: string,
  projects: readonly string[],
  ids: readonly string[],
): Promise<Map<string, TaskName>> {
  if (ids.length === 0) return new Map();
  const rows = await database(d1).all(
    sql`SELECT t.id, p.key || '-' || t.number AS key, t.title FROM tasks t
      JOIN projects p ON p.workspace = t.workspace AND p.id = t.project
      WHERE t.workspace = ${workspace} AND t.deleted_at IS NULL
      AND t.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
      AND t.project IN (SELECT value FROM json_each(${JSON.stringify(projects)}))`,
  );
  return new Map(rows.map((row) => TaskName.parse(row)).map((name) => [name.id, name]));
}
