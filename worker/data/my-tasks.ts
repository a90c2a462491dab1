/** A user's tasks across workspaces, from D1's projections. Each workspace object answers for its own boards. */
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { ColumnKind, PRIORITIES, Priority } from "../../durable-objects/workspace/board/protocol.ts";
import { database } from "./database.ts";

/** What they can be listed by, each also from the other end. What has no due date comes last either way. */
export const MY_TASK_SORTS = ["dueDate", "updatedAt", "priority"] as const;
export type MyTaskSort = (typeof MY_TASK_SORTS)[number];

/** Which of a user's tasks are asked for, and in which order. */
export interface MyTasksQuery {
  user: string;
  /** What the user may see of the workspaces where they are a guest: pairs of workspace and project. */
  granted: readonly (readonly [string, string])[];
  sort: MyTaskSort;
  descending: boolean;
  workspace?: string | undefined;
  priorities?: readonly Priority[] | undefined;
  /** Days, both left out themselves. */
  dueBefore?: string | undefined;
  dueAfter?: string | undefined;
  /** Whether to leave out what is done or cancelled. */
  open?: boolean | undefined;
}

const scalar = z.union([z.string(), z.number()]);

/** Where a list was left, and in which order: the last task's values of what it is ordered by. */
export const MyTaskPosition = z.union([
  z.object({
    sort: z.enum(["dueDate", "updatedAt"]),
    descending: z.boolean(),
    at: z.tuple([scalar, z.string(), z.string()]),
  }),
  z.object({
    sort: z.literal("priority"),
    descending: z.boolean(),
    at: z.tuple([scalar, scalar, z.string(), z.string()]),
  }),
]);
export type MyTaskPosition = z.infer<typeof MyTaskPosition>;

const Row = z.object({
  id: z.string(),
  key: z.string(),
  title: z.string(),
  workspaceId: z.string(),
  workspaceName: z.string(),
  projectId: z.string(),
  projectKey: z.string(),
  projectName: z.string(),
  projectColour: z.string(),
  columnId: z.string(),
  columnName: z.string(),
  columnKind: ColumnKind,
  columnColour: z.string(),
  priority: Priority,
  startDate: z.string().nullable(),
  dueDate: z.string().nullable(),
  estimate: z.number().nullable(),
  parentId: z.string().nullable(),
  createdAt: z.number(),
  updatedAt: z.number(),
  sort0: scalar,
  sort1: scalar,
});
export type MyTaskRow = z.infer<typeof Row>;

const PRIORITY_RANK = sql.raw(
  `CASE t.priority ${PRIORITIES.map((name, rank) => `WHEN '${name}' THEN ${rank}`).join(" ")} ELSE ${PRIORITIES.length} END`,
);
// As the index has it, which lists tasks in this order.
const DUE_OR_LAST = sql.raw("ifnull(a.due_date, '~')");
const DUE_OR_FIRST = sql.raw("ifnull(a.due_date, '')");

/** The workspaces in which `user` is a guest and has tasks, as far as D1 has heard. */
export async function workspacesAsGuest(d1: D1Database, user: string): Promise<string[]> {
  const rows = await database(d1).all(
    sql`SELECT workspace FROM members WHERE user = ${user} AND role = 'guest' AND removed_at IS NULL
      AND workspace IN (SELECT workspace FROM task_assignees WHERE user = ${user})`,
  );
  return rows.map((row) => z.object({ workspace: z.string() }).parse(row).workspace);
}

/**
 * Up to `limit` tasks assigned to a user, behind the position `after`: in workspaces they are a member of, neither
 * archived nor deleted, nor in a project that is.
 */
export async function myTasks(
  d1: D1Database,
  query: MyTasksQuery,
  after: MyTaskPosition | null,
  limit: number,
): Promise<MyTaskRow[]> {
  const keys = [...sortKeys(query), sql.raw("a.workspace"), sql.raw("a.task")];
  const [first, second] = keys;
  const towards = sql.raw(query.descending ? " DESC" : "");
  const order = sql.join(
    keys.map((key) => sql`${key}${towards}`),
    sql`, `,
  );
  const rows = await database(d1).all(sql`
    SELECT t.id, p.key || '-' || t.number AS key, t.title, w.id AS workspaceId, w.name AS workspaceName,
      p.id AS projectId, p.key AS projectKey, p.name AS projectName, p.colour AS projectColour,
      c.id AS columnId, c.name AS columnName, c.kind AS columnKind, c.colour AS columnColour,
      t.priority, t.start_date AS startDate, t.due_date AS dueDate, t.estimate, t.parent AS parentId,
      t.created_at AS createdAt, t.updated_at AS updatedAt, ${first} AS sort0, ${second} AS sort1
    FROM task_assignees a
    JOIN members m ON m.workspace = a.workspace AND m.user = a.user AND m.removed_at IS NULL
    JOIN workspaces w ON w.id = a.workspace AND w.deleted_at IS NULL
    JOIN tasks t ON t.workspace = a.workspace AND t.id = a.task AND t.deleted_at IS NULL AND t.archived_at IS NULL
    JOIN projects p ON p.workspace = t.workspace AND p.id = t.project AND p.deleted_at IS NULL AND p.archived_at IS NULL
    JOIN columns c ON c.workspace = t.workspace AND c.id = t.column_id AND c.deleted_at IS NULL
    WHERE ${sql.join([...conditions(query), ...behind(keys, query, after)], sql` AND `)}
    ORDER BY ${order} LIMIT ${limit}`);
  return rows.map((row) => Row.parse(row));
}

/** Where a list ordered as `query` asks would go on behind `row`. */
export function positionBehind(row: MyTaskRow, { sort, descending }: MyTasksQuery): MyTaskPosition {
  const { sort0, sort1, workspaceId, id } = row;
  return sort === "priority"
    ? { sort, descending, at: [sort0, sort1, workspaceId, id] }
    : { sort, descending, at: [sort0, workspaceId, id] };
}

function sortKeys({ sort, descending }: MyTasksQuery): SQL[] {
  const due = descending ? DUE_OR_FIRST : DUE_OR_LAST;
  switch (sort) {
    case "dueDate":
      return [due];
    case "updatedAt":
      return [sql.raw("t.updated_at")];
    case "priority":
      return [PRIORITY_RANK, due];
  }
}

function conditions(query: MyTasksQuery): SQL[] {
  const { workspace, priorities, dueBefore, dueAfter } = query;
  const wanted = [
    sql`a.user = ${query.user}`,
    sql`(m.role <> 'guest'
      OR (a.workspace, t.project) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${JSON.stringify(query.granted)})))`,
  ];
  if (workspace !== undefined) wanted.push(sql`a.workspace = ${workspace}`);
  if (priorities) wanted.push(sql`t.priority IN (SELECT value FROM json_each(${JSON.stringify(priorities)}))`);
  if (dueBefore !== undefined) wanted.push(sql`a.due_date < ${dueBefore}`);
  if (dueAfter !== undefined) wanted.push(sql`a.due_date > ${dueAfter}`);
  if (query.open) wanted.push(sql`c.kind NOT IN ('done', 'cancelled')`);
  return wanted;
}

function behind(keys: readonly SQL[], { descending }: MyTasksQuery, after: MyTaskPosition | null): SQL[] {
  if (!after) return [];
  const compare = sql.raw(descending ? "<" : ">");
  const values = after.at.map((value) => sql`${value}`);
  return [
    // The first value by itself too: an index on it then begins there.
    sql`${keys[0]} ${compare}= ${values[0]}`,
    sql`(${sql.join([...keys], sql`, `)}) ${compare} (${sql.join(values, sql`, `)})`,
  ];
}
