/** `/api/me/tasks`: what the signed-in user has to do, across workspaces. */
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { RoomError, unwrap } from "../../durable-objects/room/errors.ts";
import {
  Column,
  PRIORITIES,
  Priority,
  Project,
  Task as TaskShape,
} from "../../durable-objects/workspace/board/protocol.ts";
import { WorkspaceInfo } from "../../durable-objects/workspace/protocol.ts";
import {
  MY_TASK_SORTS,
  MyTaskPosition,
  type MyTaskRow,
  type MyTasksQuery,
  myTasks,
  positionBehind,
  workspacesAsGuest,
} from "../data/my-tasks.ts";
import { actorOf } from "../http/actor.ts";
import { type AppEnv, newRoutes } from "../http/context.ts";
import { requireUser } from "../http/identity.ts";
import { ListQuery, listOf, readCursor, shownPageOf } from "../http/lists.ts";
import { json, problems } from "../http/openapi.ts";
import { severalOf } from "../http/task-query.ts";

const MyTask = TaskShape.pick({
  id: true,
  key: true,
  title: true,
  priority: true,
  startDate: true,
  dueDate: true,
  estimate: true,
  parentId: true,
  createdAt: true,
  updatedAt: true,
})
  .extend({
    workspace: WorkspaceInfo.pick({ id: true, name: true }),
    project: Project.pick({ id: true, key: true, name: true, colour: true }),
    column: Column.pick({ id: true, name: true, kind: true, colour: true }),
  })
  .openapi("MyTask");

const DESCENDING = MY_TASK_SORTS.map((sort) => `-${sort}` as const);

/** Strict: a filter that is misspelt would otherwise answer with everything. */
const Query = z.strictObject({
  ...ListQuery.shape,
  sort: z
    .enum([...MY_TASK_SORTS, ...DESCENDING])
    .default("dueDate")
    .meta({
      description: "`-` turns it round. `priority` begins with the most urgent; what has no due date comes last.",
    }),
  workspace: z.uuid().optional().meta({ description: "In this workspace alone" }),
  priority: severalOf(Priority, `Of ${PRIORITIES.join(", ")}`),
  dueBefore: z.iso.date().optional().meta({ description: "Due before this day" }),
  dueAfter: z.iso.date().optional().meta({ description: "Due after this day" }),
  open: z.enum(["true", "false"]).default("false").meta({ description: "`true` leaves out what is done or cancelled" }),
});

export const myTaskList = newRoutes();

myTaskList.openapi(
  createRoute({
    method: "get",
    path: "/api/me/tasks",
    tags: ["Tasks"],
    summary: "The tasks assigned to oneself, across workspaces",
    description: "Without archived ones. What was changed within the last two seconds may not be told here yet.",
    middleware: [requireUser] as const,
    request: { query: Query },
    responses: { 200: json(listOf(MyTask), "Tasks, in the order asked for"), ...problems(401, 422, 429, 503) },
  }),
  async (c) => {
    const { cursor, limit, sort, priority, open, ...asked } = c.req.valid("query");
    const key = MY_TASK_SORTS.find((each) => sort.endsWith(each)) ?? "dueDate";
    const query: MyTasksQuery = {
      ...asked,
      user: c.get("user").id,
      granted: await grantedTo(c, asked.workspace),
      sort: key,
      descending: sort !== key,
      priorities: priority,
      open: open === "true",
    };
    const rows = await myTasks(c.env.DB, query, placeIn(cursor, query), limit + 1);
    return c.json(
      shownPageOf(rows, limit, taskShown, (row) => positionBehind(row, query)),
      200,
    );
  },
);

/** Where to go on. A cursor is of use in the order it was made in. @throws RoomError `invalid` */
function placeIn(cursor: string | undefined, { sort, descending }: MyTasksQuery): MyTaskPosition | null {
  const place = readCursor(cursor, MyTaskPosition);
  if (!place || (place.sort === sort && place.descending === descending)) return place;
  throw new RoomError("invalid", "This cursor belongs to a list in another order.", [
    { path: "query.cursor", message: "Ask in the same order as before" },
  ]);
}

/**
 * The projects the user may see where they are a guest. D1 does not know what is named to guests, so each such workspace
 * is asked; what was taken from a guest a moment ago is not shown any more.
 */
async function grantedTo(c: Context<AppEnv>, only: string | undefined): Promise<[string, string][]> {
  const actor = actorOf(c);
  const workspaces = await workspacesAsGuest(c.env.DB, actor.user);
  const asked = workspaces.filter((workspace) => only === undefined || workspace === only);
  const seen = await Promise.all(
    asked.map(async (workspace) => {
      const outcome = await c.env.WORKSPACE.getByName(workspace).projectsSeen(actor);
      if (!outcome.ok && outcome.problem.code === "not_found") return [];
      return unwrap(outcome).map((project): [string, string] => [workspace, project]);
    }),
  );
  return seen.flat();
}

function taskShown(row: MyTaskRow): z.infer<typeof MyTask> {
  const { id, key, title, priority, startDate, dueDate, estimate, parentId, createdAt, updatedAt } = row;
  return {
    ...{ id, key, title, priority, startDate, dueDate, estimate, parentId, createdAt, updatedAt },
    workspace: { id: row.workspaceId, name: row.workspaceName },
    project: { id: row.projectId, key: row.projectKey, name: row.projectName, colour: row.projectColour },
    column: { id: row.columnId, name: row.columnName, kind: row.columnKind, colour: row.columnColour },
  };
}
