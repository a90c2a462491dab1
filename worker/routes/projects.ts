/** `/api/workspaces/:w/projects`: projects, each with a board. */
import { createRoute, z } from "@hono/zod-openapi";
import { RoomError, unwrap } from "../../durable-objects/room/errors.ts";
import {
  NewProject,
  type ProjectAction,
  ProjectFields,
  Project as ProjectShape,
  Revision,
} from "../../durable-objects/workspace/board/protocol.ts";
import { actorOf } from "../http/actor.ts";
import { OrderedQuery, PLACE, ProjectName, positionOf, scopeOf, Workspace } from "../http/board-params.ts";
import { unwrapAsked } from "../http/body-errors.ts";
import { newRoutes } from "../http/context.ts";
import { IdempotencyHeader, idempotent } from "../http/idempotency.ts";
import { requireUser } from "../http/identity.ts";
import { listOf, pageOf } from "../http/lists.ts";
import { json, jsonBody, problems } from "../http/openapi.ts";

const Project = ProjectShape.openapi("Project");
const Params = z.object({ w: Workspace, p: ProjectName });

const Create = NewProject.extend(PLACE).openapi("NewProject");
const Change = ProjectFields.partial()
  .extend({ ...PLACE, archived: z.boolean().optional(), since: Revision.optional() })
  .openapi("ProjectChange");

export const projects = newRoutes();

projects.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/projects",
    tags: ["Projects"],
    summary: "The projects; for a guest, those named to them",
    middleware: [requireUser] as const,
    request: { params: Params.pick({ w: true }), query: OrderedQuery },
    responses: { 200: json(listOf(Project), "Projects, in their order"), ...problems(401, 404, 422, 429) },
  }),
  async (c) => {
    const query = c.req.valid("query");
    const room = c.env.WORKSPACE.getByName(c.req.valid("param").w);
    const rows = unwrap(await room.projects(actorOf(c), scopeOf(query)));
    return c.json(pageOf(rows, query.limit, positionOf), 200);
  },
);

projects.openapi(
  createRoute({
    method: "post",
    path: "/api/workspaces/{w}/projects",
    tags: ["Projects"],
    summary: "Make a project, with the usual columns",
    description: "Without a key it gets one made of its name; without a place it stands behind the others.",
    middleware: [requireUser, idempotent] as const,
    request: { headers: IdempotencyHeader, params: Params.pick({ w: true }), body: jsonBody(Create) },
    responses: { 201: json(Project, "The project"), ...problems(401, 403, 404, 409, 422, 429) },
  }),
  async (c) => {
    const { before, after, ...set } = c.req.valid("json");
    const action = { type: "project.create" as const, project: c.get("creation"), set, before, after };
    const room = c.env.WORKSPACE.getByName(c.req.valid("param").w);
    return c.json(unwrapAsked(await room.createProject(actorOf(c), action)), 201);
  },
);

projects.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/projects/{p}",
    tags: ["Projects"],
    summary: "A project",
    middleware: [requireUser] as const,
    request: { params: Params },
    responses: { 200: json(Project, "The project"), ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    const { w, p } = c.req.valid("param");
    return c.json(unwrap(await c.env.WORKSPACE.getByName(w).project(actorOf(c), p)), 200);
  },
);

projects.openapi(
  createRoute({
    method: "patch",
    path: "/api/workspaces/{w}/projects/{p}",
    tags: ["Projects"],
    summary: "Rename, recolour, move, archive or restore a project",
    description: "Under a new key its tasks are still found by their old ones.",
    middleware: [requireUser] as const,
    request: { params: Params, body: jsonBody(Change) },
    responses: { 200: json(Project, "The project as it is now"), ...problems(401, 403, 404, 409, 422, 429) },
  }),
  async (c) => {
    const { w, p } = c.req.valid("param");
    const actions = actionsOf(p, c.req.valid("json"));
    return c.json(unwrapAsked(await c.env.WORKSPACE.getByName(w).changeProject(actorOf(c), p, actions)), 200);
  },
);

projects.openapi(
  createRoute({
    method: "delete",
    path: "/api/workspaces/{w}/projects/{p}",
    tags: ["Projects"],
    summary: "Delete a project for ever, with its tasks and their descriptions; for owners and admins",
    middleware: [requireUser] as const,
    request: { params: Params },
    responses: { 204: { description: "It is gone" }, ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    const { w, p } = c.req.valid("param");
    unwrap(await c.env.WORKSPACE.getByName(w).deleteProject(actorOf(c), p));
    return c.body(null, 204);
  },
);

function actionsOf(project: string, change: z.infer<typeof Change>): ProjectAction[] {
  const { before, after, archived, since, ...set } = change;
  const actions: ProjectAction[] = [];
  // Nothing is changed in what is archived, so it comes back first, and goes last.
  if (archived === false) actions.push({ type: "project.restore", project });
  if (Object.keys(set).length > 0) actions.push({ type: "project.update", project, set, since });
  if (before !== undefined || after !== undefined)
    actions.push({ type: "project.move", project, before, after, since });
  if (archived === true) actions.push({ type: "project.archive", project });
  if (actions.length === 0) throw new RoomError("invalid", "Say what is to change.");
  return actions;
}
