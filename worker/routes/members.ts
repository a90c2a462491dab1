/** `/api/workspaces/:w/members`: who belongs to a workspace, and as what. */
import { createRoute, z } from "@hono/zod-openapi";
import { unwrap } from "../../durable-objects/room/errors.ts";
import { Role } from "../../durable-objects/room/protocol.ts";
import { MemberView } from "../../durable-objects/workspace/protocol.ts";
import { actorOf } from "../http/actor.ts";
import { newRoutes } from "../http/context.ts";
import { requireAdminScope, requireUser } from "../http/identity.ts";
import { ListQuery, listOf, pageOf, readCursor } from "../http/lists.ts";
import { json, jsonBody, problems } from "../http/openapi.ts";

const Member = MemberView.openapi("Member");
const Params = z.object({ w: z.uuid(), user: z.string().min(1).max(64) });

export const members = newRoutes();

members.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/members",
    tags: ["Members"],
    summary: "The members; for a guest, the people in the rooms named to them",
    middleware: [requireUser] as const,
    request: { params: Params.pick({ w: true }), query: ListQuery },
    responses: { 200: json(listOf(Member), "Members, by user id"), ...problems(401, 404, 422, 429) },
  }),
  async (c) => {
    const { cursor, limit } = c.req.valid("query");
    const after = readCursor(cursor, z.string()) ?? "";
    const room = c.env.WORKSPACE.getByName(c.req.valid("param").w);
    const rows = unwrap(await room.members(actorOf(c), after, limit + 1));
    const page = pageOf(rows, limit, (row) => row.user);
    return c.json(page, 200);
  },
);

members.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/members/{user}",
    tags: ["Members"],
    summary: "A member",
    middleware: [requireUser] as const,
    request: { params: Params },
    responses: { 200: json(Member, "The member"), ...problems(401, 404, 422, 429) },
  }),
  async (c) => {
    const { w, user } = c.req.valid("param");
    return c.json(unwrap(await c.env.WORKSPACE.getByName(w).member(actorOf(c), user)), 200);
  },
);

members.openapi(
  createRoute({
    method: "patch",
    path: "/api/workspaces/{w}/members/{user}",
    tags: ["Members"],
    summary: "Give a member another role",
    middleware: [requireAdminScope] as const,
    request: { params: Params, body: jsonBody(z.object({ role: Role }).openapi("RoleChange")) },
    responses: { 200: json(Member, "The member as they are now"), ...problems(401, 403, 404, 409, 422, 429) },
  }),
  async (c) => {
    const { w, user } = c.req.valid("param");
    const { role } = c.req.valid("json");
    return c.json(unwrap(await c.env.WORKSPACE.getByName(w).setRole(actorOf(c), user, role)), 200);
  },
);

members.openapi(
  createRoute({
    method: "delete",
    path: "/api/workspaces/{w}/members/{user}",
    tags: ["Members"],
    summary: "Remove a member, or leave",
    middleware: [requireAdminScope] as const,
    request: { params: Params },
    responses: { 204: { description: "They are no member any more" }, ...problems(401, 403, 404, 409, 422, 429) },
  }),
  async (c) => {
    const { w, user } = c.req.valid("param");
    unwrap(await c.env.WORKSPACE.getByName(w).perform(actorOf(c), { type: "member.remove", user }));
    return c.body(null, 204);
  },
);
