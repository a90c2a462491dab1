/** `/api/workspaces`: the tenants. Their list comes from D1, all else from the workspace object. */
import { createRoute, z } from "@hono/zod-openapi";
import { parseMarkdown } from "../../durable-objects/doc/text/parse.ts";
import { packBlocks } from "../../durable-objects/doc/text/tree.ts";
import { RoomError, unwrap } from "../../durable-objects/room/errors.ts";
import { Role } from "../../durable-objects/room/protocol.ts";
import { NewWorkspace, WorkspaceView } from "../../durable-objects/workspace/protocol.ts";
import type { SampleWanted } from "../../durable-objects/workspace/sample/furnish.ts";
import { SAMPLE_DESCRIPTION, SAMPLE_PAGE } from "../../durable-objects/workspace/sample/texts.ts";
import { workspacesOf } from "../data/workspaces.ts";
import { actorOf } from "../http/actor.ts";
import { newRoutes } from "../http/context.ts";
import { IdempotencyHeader, idempotent } from "../http/idempotency.ts";
import { requireAdminScope, requireUser } from "../http/identity.ts";
import { ListQuery, listOf, readCursor, shownPageOf } from "../http/lists.ts";
import { json, jsonBody, problems } from "../http/openapi.ts";

const Workspace = WorkspaceView.openapi("Workspace");
const Params = z.object({ w: z.uuid() });

const WorkspaceChange = z
  .object({
    name: NewWorkspace.shape.name.optional(),
    owner: z.string().min(1).max(64).optional().meta({
      description: "The member who becomes owner in the place of the one asking, who stays as an admin.",
    }),
    eraseAt: z.null().optional().meta({ description: "`null` keeps a workspace that was marked for deletion." }),
  })
  .openapi("WorkspaceChange");

export const workspaces = newRoutes();

/** What a sample is furnished with. Its texts are made blocks of here, where the time belongs to the one who asks. */
function sampleOf(today: string): SampleWanted {
  const blocksOf = (markdown: string) => packBlocks(parseMarkdown(markdown));
  return { today, page: blocksOf(SAMPLE_PAGE), description: blocksOf(SAMPLE_DESCRIPTION) };
}

workspaces.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces",
    tags: ["Workspaces"],
    summary: "The workspaces one belongs to",
    middleware: [requireUser] as const,
    request: { query: ListQuery },
    responses: { 200: json(listOf(Workspace), "Workspaces, oldest first"), ...problems(401, 422, 429) },
  }),
  async (c) => {
    const { cursor, limit } = c.req.valid("query");
    const after = readCursor(cursor, z.string()) ?? "";
    const rows = await workspacesOf(c.env.DB, c.get("user").id, after, limit + 1);
    const page = shownPageOf(
      rows,
      limit,
      (row) => ({ ...row, role: Role.parse(row.role) }),
      (row) => row.id,
    );
    return c.json(page, 200);
  },
);

workspaces.openapi(
  createRoute({
    method: "post",
    path: "/api/workspaces",
    tags: ["Workspaces"],
    summary: "Found a workspace",
    description:
      "With `sample` it begins with a project and a page that explain the product, to be deleted like any other.",
    middleware: [requireUser, idempotent] as const,
    request: { headers: IdempotencyHeader, body: jsonBody(NewWorkspace.openapi("NewWorkspace")) },
    responses: {
      201: json(Workspace, "The workspace, with oneself as its owner"),
      ...problems(401, 409, 422, 429, 503),
    },
  }),
  async (c) => {
    const room = c.env.WORKSPACE.getByName(c.get("creation"));
    const { name, sample } = c.req.valid("json");
    return c.json(unwrap(await room.found(actorOf(c), name, sample ? sampleOf(sample.today) : null)), 201);
  },
);

workspaces.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}",
    tags: ["Workspaces"],
    summary: "A workspace",
    middleware: [requireUser] as const,
    request: { params: Params },
    responses: { 200: json(Workspace, "The workspace"), ...problems(401, 404, 422, 429) },
  }),
  async (c) => {
    const room = c.env.WORKSPACE.getByName(c.req.valid("param").w);
    return c.json(unwrap(await room.view(actorOf(c))), 200);
  },
);

workspaces.openapi(
  createRoute({
    method: "patch",
    path: "/api/workspaces/{w}",
    tags: ["Workspaces"],
    summary: "Rename a workspace, hand its ownership over, or keep one marked for deletion",
    middleware: [requireAdminScope] as const,
    request: { params: Params, body: jsonBody(WorkspaceChange) },
    responses: { 200: json(Workspace, "The workspace as it is now"), ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    const change = c.req.valid("json");
    if (Object.keys(change).length === 0) throw new RoomError("invalid", "Say what is to change.");
    const room = c.env.WORKSPACE.getByName(c.req.valid("param").w);
    return c.json(unwrap(await room.update(actorOf(c), change)), 200);
  },
);

workspaces.openapi(
  createRoute({
    method: "delete",
    path: "/api/workspaces/{w}",
    tags: ["Workspaces"],
    summary: "Mark a workspace for deletion in 30 days",
    middleware: [requireAdminScope] as const,
    request: { params: Params },
    responses: {
      200: json(Workspace, "The workspace; `eraseAt` says when it will be gone"),
      ...problems(401, 403, 404, 422, 429),
    },
  }),
  async (c) => {
    const room = c.env.WORKSPACE.getByName(c.req.valid("param").w);
    return c.json(unwrap(await room.scheduleDeletion(actorOf(c))), 200);
  },
);
