/** `/api/workspaces/:w/outbox`: what a workspace still owes the outside. For the superadmin, who can mend receivers. */
import { createRoute, z } from "@hono/zod-openapi";
import { unwrap } from "../../durable-objects/room/errors.ts";
import { OutboxView } from "../../durable-objects/workspace/protocol.ts";
import { actorOf } from "../http/actor.ts";
import { newRoutes } from "../http/context.ts";
import { requireAdminScope } from "../http/identity.ts";
import { json, problems } from "../http/openapi.ts";

export const outbox = newRoutes();

outbox.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/outbox",
    tags: ["Workspaces"],
    summary: "What the workspace still owes D1 and its rooms; for the superadmin",
    middleware: [requireAdminScope] as const,
    request: { params: z.object({ w: z.uuid() }) },
    responses: { 200: json(OutboxView.openapi("Outbox"), "What is owed"), ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    const room = c.env.WORKSPACE.getByName(c.req.valid("param").w);
    return c.json(unwrap(await room.owing(actorOf(c))), 200);
  },
);

outbox.openapi(
  createRoute({
    method: "post",
    path: "/api/workspaces/{w}/outbox/parked/{id}/retry",
    tags: ["Workspaces"],
    summary: "Deliver an effect again that its receiver refused; for the superadmin",
    middleware: [requireAdminScope] as const,
    request: { params: z.object({ w: z.uuid(), id: z.coerce.number().int().positive() }) },
    responses: { 204: { description: "The receiver has it" }, ...problems(401, 403, 404, 409, 422, 429, 503) },
  }),
  async (c) => {
    const { w, id } = c.req.valid("param");
    unwrap(await c.env.WORKSPACE.getByName(w).retryParked(actorOf(c), id));
    return c.body(null, 204);
  },
);
