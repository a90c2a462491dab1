/** What happened in a workspace or to a task. The room tells what its log still has, D1 what lies further back. */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { unwrap } from "../../durable-objects/room/errors.ts";
import type { Actor } from "../../durable-objects/workspace/actor.ts";
import { merged } from "../../durable-objects/workspace/board/reading/activity.ts";
import type { HistoryScope } from "../../durable-objects/workspace/board/reading/history.ts";
import { Activity as ActivityShape } from "../../durable-objects/workspace/board/reading/protocol.ts";
import { activitiesBefore } from "../data/activities.ts";
import type { Bindings } from "../env.ts";
import { actorOf } from "../http/actor.ts";
import { ProjectName, Workspace } from "../http/board-params.ts";
import { type AppEnv, newRoutes } from "../http/context.ts";
import { requireUser } from "../http/identity.ts";
import { ListQuery, listOf, pageOf, readCursor } from "../http/lists.ts";
import { json, problems } from "../http/openapi.ts";
import { TASK_PLACES, type TaskParams, taskAt } from "../http/task-places.ts";

const Activity = ActivityShape.openapi("Activity");
const Entries = listOf(Activity);
const Query = ListQuery.extend({
  project: ProjectName.optional().meta({ description: "What happened in this project alone; by id or key" }),
});

export const activity = newRoutes();

activity.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/activity",
    tags: ["Workspaces"],
    summary: "What happened in the workspace and on its boards, as far as one may see it",
    middleware: [requireUser] as const,
    request: { params: z.object({ w: Workspace }), query: Query },
    responses: { 200: json(Entries, "Newest first"), ...problems(401, 403, 404, 422, 429, 503) },
  }),
  async (c) => {
    const { project, ...query } = c.req.valid("query");
    const { w } = c.req.valid("param");
    return c.json(await historyOf(c.env, actorOf(c), w, { project }, query), 200);
  },
);

for (const { path, params } of TASK_PLACES) addRoute(activity, `${path}/activity`, params);

function addRoute(routes: OpenAPIHono<AppEnv>, path: string, params: TaskParams): void {
  routes.openapi(
    createRoute({
      method: "get",
      path,
      tags: ["Tasks"],
      summary: "What happened to a task, wherever it was, as far as one may see it",
      middleware: [requireUser] as const,
      request: { params, query: ListQuery },
      responses: { 200: json(Entries, "Newest first"), ...problems(401, 403, 404, 422, 429, 503) },
    }),
    async (c) => {
      const { w, at } = taskAt(c.req.valid("param"));
      const scope = { task: at.name, project: at.project ?? undefined };
      return c.json(await historyOf(c.env, actorOf(c), w, scope, c.req.valid("query")), 200);
    },
  );
}

async function historyOf(
  env: Bindings,
  actor: Actor,
  workspace: string,
  scope: HistoryScope,
  { cursor, limit }: z.infer<typeof ListQuery>,
): Promise<z.infer<typeof Entries>> {
  const position = readCursor(cursor, z.number().int()) ?? Number.MAX_SAFE_INTEGER;
  const { entries, further } = unwrap(
    await env.WORKSPACE.getByName(workspace).history(actor, scope, position, limit + 1),
  );
  const older = further ? await activitiesBefore(env.DB, workspace, further, position, limit + 1) : [];
  return pageOf(merged(entries, older), limit, (entry) => entry.position);
}
