/** `/api/workspaces/:w/audit`: what was done to a workspace, by whom. */
import { createRoute, z } from "@hono/zod-openapi";
import { unwrap } from "../../durable-objects/room/errors.ts";
import { AuditEntry } from "../../durable-objects/workspace/protocol.ts";
import { actorOf } from "../http/actor.ts";
import { newRoutes } from "../http/context.ts";
import { requireAdminScope } from "../http/identity.ts";
import { ListQuery, listOf, pageOf, readCursor } from "../http/lists.ts";
import { json, problems } from "../http/openapi.ts";

export const audit = newRoutes();

audit.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/audit",
    tags: ["Workspaces"],
    summary: "The audit log; for owners and admins",
    middleware: [requireAdminScope] as const,
    request: { params: z.object({ w: z.uuid() }), query: ListQuery },
    responses: {
      200: json(listOf(AuditEntry.openapi("AuditEntry")), "Entries, newest first"),
      ...problems(401, 403, 404, 422, 429),
    },
  }),
  async (c) => {
    const { cursor, limit } = c.req.valid("query");
    const before = readCursor(cursor, z.number().int());
    const room = c.env.WORKSPACE.getByName(c.req.valid("param").w);
    const rows = unwrap(await room.audit(actorOf(c), before, limit + 1));
    const page = pageOf(
      rows,
      limit,
      ({ position: _, ...entry }) => entry,
      (row) => row.position,
    );
    return c.json(page, 200);
  },
);
