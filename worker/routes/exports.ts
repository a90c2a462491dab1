/** `/api/workspaces/:w/projects/:p/export` and `/api/workspaces/:w/exports`: everything, taken out. */
import { createRoute, z } from "@hono/zod-openapi";
import { RoomError, unwrap } from "../../durable-objects/room/errors.ts";
import type { Actor } from "../../durable-objects/workspace/actor.ts";
import {
  withDescriptions,
  withoutDescriptions,
} from "../../durable-objects/workspace/board/exchange/exporting/descriptions.ts";
import { type FramedPage, WHICH_TASKS } from "../../durable-objects/workspace/board/exchange/exporting/frame.ts";
import {
  projectCsv,
  projectJson,
  type TaskPages,
} from "../../durable-objects/workspace/board/exchange/exporting/project-text.ts";
import { MAX_TEXTS, TASKS_READ_AT_ONCE, TEXTS_AT_ONCE } from "../../durable-objects/workspace/board/exchange/limits.ts";
import { WorkspaceExport } from "../../durable-objects/workspace/board/exchange/protocol.ts";
import type { Bindings } from "../env.ts";
import { downloadHeaders, textBody } from "../files/download.ts";
import { exportKey } from "../files/exports.ts";
import { r2Store } from "../files/r2-store.ts";
import { actorOf } from "../http/actor.ts";
import { newRoutes } from "../http/context.ts";
import { IdempotencyHeader, idempotent } from "../http/idempotency.ts";
import { requireAdminScope, requireUser } from "../http/identity.ts";
import { ListQuery, listOf, pageOf, readCursor } from "../http/lists.ts";
import { json, problems } from "../http/openapi.ts";
import { sensitive } from "../http/rate-limit.ts";

const Export = WorkspaceExport.openapi("WorkspaceExport");
const Params = z.object({ w: z.uuid(), x: z.uuid() });

const Download = z.object({
  format: z.enum(["csv", "json"]).default("json"),
  tasks: z.enum(WHICH_TASKS).default("all").meta({ description: "`open` leaves archived tasks out." }),
  descriptions: z.enum(["none", "markdown"]).default("none"),
});
type Download = z.infer<typeof Download>;

const TYPES = { csv: "text/csv; charset=utf-8", json: "application/json" } as const;

export const exports = newRoutes();

exports.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/projects/{p}/export",
    tags: ["Import and export"],
    summary: "A project as a file",
    description:
      "As JSON with all of its board, or its tasks as CSV, which the import reads back: `Ensemble ID` is the external id. A cell that a spreadsheet would run as a formula has an apostrophe in front, which the import takes away again.",
    middleware: [requireUser, sensitive("export")] as const,
    request: { params: z.object({ w: z.uuid(), p: z.string().min(1).max(64) }), query: Download },
    responses: {
      200: {
        description: "The file",
        content: { "text/csv": { schema: z.string() }, "application/json": { schema: z.unknown() } },
      },
      ...problems(401, 403, 404, 409, 422, 429, 503),
    },
  }),
  async (c) => {
    const { w, p } = c.req.valid("param");
    const asked = c.req.valid("query");
    const actor = actorOf(c);
    const frame = unwrap(await c.env.WORKSPACE.getByName(w).exportFrame(actor, p));
    if (asked.descriptions === "markdown" && frame.described > MAX_TEXTS) {
      throw new RoomError("limit_reached", "These are too many descriptions for one download; export the workspace.");
    }
    const pages = pagesOf(c.env, actor, { workspace: w, project: frame.project.id, ...asked });
    const texts = asked.format === "csv" ? projectCsv(frame, pages) : projectJson(frame, pages, Date.now());
    const name = `${frame.project.key} ${frame.project.name}.${asked.format}`;
    return c.body(textBody(texts), 200, downloadHeaders(name, TYPES[asked.format]));
  },
);

async function* pagesOf(
  env: Bindings,
  actor: Actor,
  { workspace, project, tasks: which, descriptions }: Download & { workspace: string; project: string },
): TaskPages {
  const room = env.WORKSPACE.getByName(workspace);
  for (let behind: number | null = 0; behind !== null; ) {
    // No more texts are held than are read at once.
    const limit = descriptions === "markdown" ? TEXTS_AT_ONCE : TASKS_READ_AT_ONCE;
    const page: FramedPage = unwrap(await room.exportTasks(actor, { project, behind, limit, which }));
    yield descriptions === "markdown" ? await withDescriptions(env, page.tasks) : withoutDescriptions(page.tasks);
    behind = page.next;
  }
}

exports.openapi(
  createRoute({
    method: "post",
    path: "/api/workspaces/{w}/exports",
    tags: ["Import and export"],
    summary: "Ask for an archive of everything; for owners and admins",
    description:
      "It is made while the workspace goes on, and can be fetched for seven days. One is made at a time. It is a ZIP with each project as JSON and CSV, descriptions and pages as Markdown, what was said in channels and discussions as lines of JSON, the members, and the latest events. Private, direct and group conversations are left out: their members can export each.",
    middleware: [requireAdminScope, sensitive("export"), idempotent] as const,
    request: { headers: IdempotencyHeader, params: Params.pick({ w: true }) },
    responses: { 202: json(Export, "The export that is being made"), ...problems(401, 403, 404, 409, 422, 429, 503) },
  }),
  async (c) => {
    const room = c.env.WORKSPACE.getByName(c.req.valid("param").w);
    return c.json(unwrap(await room.requestExport(actorOf(c), c.get("creation"))), 202);
  },
);

exports.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/exports",
    tags: ["Import and export"],
    summary: "The exports; for owners and admins",
    middleware: [requireAdminScope] as const,
    request: { params: Params.pick({ w: true }), query: ListQuery },
    responses: { 200: json(listOf(Export), "Exports, newest first"), ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    const { cursor, limit } = c.req.valid("query");
    const before = readCursor(cursor, z.uuid());
    const room = c.env.WORKSPACE.getByName(c.req.valid("param").w);
    const rows = unwrap(await room.exports(actorOf(c), before, limit + 1));
    const page = pageOf(rows, limit, ({ id }) => id);
    return c.json(page, 200);
  },
);

exports.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/exports/{x}",
    tags: ["Import and export"],
    summary: "How far an export is; for owners and admins",
    middleware: [requireAdminScope] as const,
    request: { params: Params },
    responses: { 200: json(Export, "The export"), ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    const { w, x } = c.req.valid("param");
    return c.json(unwrap(await c.env.WORKSPACE.getByName(w).exportOf(actorOf(c), x)), 200);
  },
);

exports.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/exports/{x}/file",
    tags: ["Import and export"],
    summary: "The archive; for owners and admins",
    middleware: [requireAdminScope, sensitive("export")] as const,
    request: { params: Params },
    responses: {
      200: { description: "The archive", content: { "application/zip": { schema: z.string() } } },
      ...problems(401, 403, 404, 409, 410, 422, 429, 503),
    },
  }),
  async (c) => {
    const { w, x } = c.req.valid("param");
    const { workspace, requestedAt } = unwrap(await c.env.WORKSPACE.getByName(w).fetchExport(actorOf(c), x));
    const store = r2Store(c.env.FILES);
    const [size, file] = await Promise.all([store.size(exportKey(w, x)), store.read(exportKey(w, x))]);
    if (!file || size === null) throw new RoomError("gone", "This export is no longer kept; ask for another.");
    const name = `${workspace} ${new Date(requestedAt).toISOString().slice(0, 10)}.zip`;
    const headers = { ...downloadHeaders(name, "application/zip"), "content-length": String(size) };
    return c.body(file, 200, headers);
  },
);
