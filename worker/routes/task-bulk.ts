/** `…/tasks/bulk`: many tasks changed at once, all or none. */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { RoomError } from "../../durable-objects/room/errors.ts";
import { MAX_TASKS_AT_ONCE } from "../../durable-objects/workspace/board/limits.ts";
import { Revision, type TaskAction, TaskSet } from "../../durable-objects/workspace/board/protocol.ts";
import { actorOf } from "../http/actor.ts";
import { PartName, ProjectName, TaskName, Workspace } from "../http/board-params.ts";
import { unwrapAsked } from "../http/body-errors.ts";
import { type AppEnv, newRoutes } from "../http/context.ts";
import { IdempotencyHeader, idempotent } from "../http/idempotency.ts";
import { requireUser } from "../http/identity.ts";
import { json, jsonBody, problems } from "../http/openapi.ts";
import { Task } from "./tasks.ts";

const wanted = { set: TaskSet.optional(), columnId: PartName.optional() };

const Bulk = z
  .strictObject({
    tasks: z
      .array(TaskName)
      .min(1)
      .max(MAX_TASKS_AT_ONCE)
      .optional()
      .meta({ description: "The tasks for which `set`, `columnId` and `archived` hold, by id or key" }),
    ...wanted,
    archived: z.boolean().optional(),
    changes: z
      .array(z.strictObject({ task: TaskName, ...wanted }))
      .min(1)
      .max(MAX_TASKS_AT_ONCE)
      .optional()
      .meta({ description: "Instead of `tasks`: for each task its own" }),
    force: z.literal(true).optional(),
    since: Revision.optional(),
  })
  .refine(({ tasks, changes }) => (tasks === undefined) !== (changes === undefined), {
    path: ["tasks"],
    message: "Name `tasks`, or their `changes`",
  })
  .refine(({ set, columnId, archived, changes }) => !changes || (!set && !columnId && archived === undefined), {
    path: ["changes"],
    message: "Say it within each change",
  })
  .openapi("BulkChange");

const Changed = z.object({ items: z.array(Task) }).openapi("BulkAnswer");

const InWorkspace = z.object({ w: Workspace });
const InProject = z.object({ w: Workspace, p: ProjectName });

export const taskBulk = newRoutes();
addRoute(taskBulk, "/api/workspaces/{w}/projects/{p}/tasks/bulk", InProject);
addRoute(taskBulk, "/api/workspaces/{w}/tasks/bulk", InWorkspace);

function addRoute(routes: OpenAPIHono<AppEnv>, path: string, params: typeof InWorkspace | typeof InProject): void {
  routes.openapi(
    createRoute({
      method: "post",
      path,
      tags: ["Tasks"],
      summary: "Change many tasks at once, all or none",
      description: "With a column, each comes to its end, in the order named.",
      middleware: [requireUser, idempotent] as const,
      request: { headers: IdempotencyHeader, params, body: jsonBody(Bulk) },
      responses: {
        200: json(Changed, "The tasks as they are now, in the order named"),
        ...problems(401, 403, 404, 409, 413, 422, 429),
      },
    }),
    async (c) => {
      const at = c.req.valid("param");
      const bulk = c.req.valid("json");
      const { names, actions } = asked(bulk);
      const project = "p" in at ? at.p : null;
      const room = c.env.WORKSPACE.getByName(at.w);
      const outcome = await room.changeTasks(actorOf(c), project, names, actions);
      return c.json({ items: unwrapAsked(outcome, bulk.changes ? (path) => path : onceForAll) }, 200);
    },
  );
}

/** What is said once for all tasks stands in the body once. */
function onceForAll(path: string): string {
  return path.replace(/^changes\.\d+\.(set|columnId)/, "$1");
}

function asked(bulk: z.infer<typeof Bulk>): { names: string[]; actions: TaskAction[] } {
  const { tasks = [], set, columnId, archived, changes, force, since } = bulk;
  const names = changes?.map(({ task }) => task) ?? tasks;
  const actions: TaskAction[] = [];
  if (archived === false) actions.push({ type: "task.restore", tasks: names, force, since });
  if (changes) actions.push({ type: "task.bulk", changes, force, since });
  else if (set || columnId) {
    actions.push({ type: "task.bulk", changes: names.map((task) => ({ task, set, columnId })), force, since });
  }
  if (archived === true) actions.push({ type: "task.archive", tasks: names, since });
  if (actions.length === 0) throw new RoomError("invalid", "Say what is to change.");
  return { names, actions };
}
