/** `/api/workspaces/:w/members/:user/grants`: the rooms named to a guest. */
import { createRoute, z } from "@hono/zod-openapi";
import { unwrap } from "../../durable-objects/room/errors.ts";
import { Grants } from "../../durable-objects/workspace/protocol.ts";
import { actorOf } from "../http/actor.ts";
import { newRoutes } from "../http/context.ts";
import { requireAdminScope, requireUser } from "../http/identity.ts";
import { json, jsonBody, problems } from "../http/openapi.ts";

const path = "/api/workspaces/{w}/members/{user}/grants";
const Params = z.object({ w: z.uuid(), user: z.string().min(1).max(64) });
const GrantList = z.object({ grants: Grants }).openapi("Grants");

export const grants = newRoutes();

grants.openapi(
  createRoute({
    method: "get",
    path,
    tags: ["Members"],
    summary: "The rooms named to a guest",
    middleware: [requireUser] as const,
    request: { params: Params },
    responses: { 200: json(GrantList, "The rooms"), ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    const { w, user } = c.req.valid("param");
    return c.json({ grants: unwrap(await c.env.WORKSPACE.getByName(w).grants(actorOf(c), user)) }, 200);
  },
);

grants.openapi(
  createRoute({
    method: "put",
    path,
    tags: ["Members"],
    summary: "Name exactly these rooms to a guest",
    middleware: [requireAdminScope] as const,
    request: { params: Params, body: jsonBody(GrantList) },
    responses: { 200: json(GrantList, "The rooms"), ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    const { w, user } = c.req.valid("param");
    const wanted = c.req.valid("json").grants;
    return c.json({ grants: unwrap(await c.env.WORKSPACE.getByName(w).setGrants(actorOf(c), user, wanted)) }, 200);
  },
);
