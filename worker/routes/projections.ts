/** `/api/workspaces/:w/projections`: what D1 has of a workspace. For the superadmin, who may have had to mend D1. */
import { createRoute, z } from "@hono/zod-openapi";
import { unwrap } from "../../durable-objects/room/errors.ts";
import { RebuildCounts } from "../../durable-objects/workspace/protocol.ts";
import { actorOf } from "../http/actor.ts";
import { newRoutes } from "../http/context.ts";
import { requireAdminScope } from "../http/identity.ts";
import { json, problems } from "../http/openapi.ts";

export const projections = newRoutes();

projections.openapi(
  createRoute({
    method: "post",
    path: "/api/workspaces/{w}/projections/rebuild",
    tags: ["Workspaces"],
    summary: "Make D1 again what the workspace is; for the superadmin",
    description:
      "Written piece by piece, after all the workspace owes D1 already; `GET …/outbox` says when nothing is owed any more. What D1 has and the workspace has not is marked as deleted. History is written anew as far as the workspace still has it.",
    middleware: [requireAdminScope] as const,
    request: { params: z.object({ w: z.uuid() }) },
    responses: {
      202: json(RebuildCounts.openapi("RebuildCounts"), "How many rows of each kind will be written"),
      ...problems(401, 403, 404, 422, 429),
    },
  }),
  async (c) => {
    const room = c.env.WORKSPACE.getByName(c.req.valid("param").w);
    return c.json(unwrap(await room.rebuildProjections(actorOf(c))), 202);
  },
);
