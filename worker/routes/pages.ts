/** `/api/workspaces/:w/pages`: free pages, each with a doc that is opened as a room. */
import { createRoute, z } from "@hono/zod-openapi";
import { RoomError, unwrap } from "../../durable-objects/room/errors.ts";
import { NewPage, Page as PageShape, Subpages } from "../../durable-objects/workspace/protocol.ts";
import { actorOf } from "../http/actor.ts";
import { newRoutes } from "../http/context.ts";
import { IdempotencyHeader, idempotent } from "../http/idempotency.ts";
import { requireUser } from "../http/identity.ts";
import { ListQuery, listOf, pageOf, readCursor } from "../http/lists.ts";
import { json, jsonBody, problems } from "../http/openapi.ts";

const Page = PageShape.openapi("Page");
const Params = z.object({ w: z.uuid(), p: z.uuid() });
const Position = z.object({ order: z.string(), id: z.string() });
const FIRST: z.infer<typeof Position> = { order: "", id: "" };

const PageChange = z
  .object({
    title: NewPage.shape.title.optional(),
    parentId: z.uuid().nullable().optional().meta({
      description: "The page to stand under; null for the root of the tree. Without `after` it comes last there.",
    }),
    after: z.uuid().nullable().optional().meta({ description: "The page to stand behind; null for the first place." }),
  })
  .openapi("PageChange");

export const pages = newRoutes();

pages.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/pages",
    tags: ["Pages"],
    summary: "The pages; for a guest, those named to them",
    middleware: [requireUser] as const,
    request: { params: Params.pick({ w: true }), query: ListQuery },
    responses: { 200: json(listOf(Page), "Pages, in their order"), ...problems(401, 404, 422, 429) },
  }),
  async (c) => {
    const { cursor, limit } = c.req.valid("query");
    const after = readCursor(cursor, Position) ?? FIRST;
    const room = c.env.WORKSPACE.getByName(c.req.valid("param").w);
    const rows = unwrap(await room.pages(actorOf(c), after, limit + 1));
    const page = pageOf(rows, limit, ({ order, id }) => ({ order, id }));
    return c.json(page, 200);
  },
);

pages.openapi(
  createRoute({
    method: "post",
    path: "/api/workspaces/{w}/pages",
    tags: ["Pages"],
    summary: "Make a page, behind the others, at the root of the tree or under another",
    middleware: [requireUser, idempotent] as const,
    request: {
      headers: IdempotencyHeader,
      params: Params.pick({ w: true }),
      body: jsonBody(NewPage.openapi("NewPage")),
    },
    responses: { 201: json(Page, "The page"), ...problems(401, 403, 404, 409, 422, 429, 503) },
  }),
  async (c) => {
    const room = c.env.WORKSPACE.getByName(c.req.valid("param").w);
    return c.json(unwrap(await room.createPage(actorOf(c), { id: c.get("creation"), ...c.req.valid("json") })), 201);
  },
);

pages.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/pages/{p}",
    tags: ["Pages"],
    summary: "A page",
    middleware: [requireUser] as const,
    request: { params: Params },
    responses: { 200: json(Page, "The page"), ...problems(401, 404, 422, 429) },
  }),
  async (c) => {
    const { w, p } = c.req.valid("param");
    return c.json(unwrap(await c.env.WORKSPACE.getByName(w).page(actorOf(c), p)), 200);
  },
);

pages.openapi(
  createRoute({
    method: "patch",
    path: "/api/workspaces/{w}/pages/{p}",
    tags: ["Pages"],
    summary: "Rename or move a page",
    middleware: [requireUser] as const,
    request: { params: Params, body: jsonBody(PageChange) },
    responses: { 200: json(Page, "The page as it is now"), ...problems(401, 403, 404, 409, 422, 429) },
  }),
  async (c) => {
    const { w, p } = c.req.valid("param");
    const change = c.req.valid("json");
    if (Object.keys(change).length === 0) throw new RoomError("invalid", "Say what is to change.");
    const { parentId: parent, ...wanted } = change;
    return c.json(unwrap(await c.env.WORKSPACE.getByName(w).updatePage(actorOf(c), p, { ...wanted, parent })), 200);
  },
);

pages.openapi(
  createRoute({
    method: "delete",
    path: "/api/workspaces/{w}/pages/{p}",
    tags: ["Pages"],
    summary: "Delete a page and its content for ever",
    description: "The pages under it take its place, or go with it where `subpages=delete`.",
    middleware: [requireUser] as const,
    request: { params: Params, query: z.object({ subpages: Subpages.optional() }) },
    responses: { 204: { description: "It is gone" }, ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    const { w, p } = c.req.valid("param");
    unwrap(
      await c.env.WORKSPACE.getByName(w).perform(actorOf(c), { type: "page.delete", page: p, ...c.req.valid("query") }),
    );
    return c.body(null, 204);
  },
);

pages.openapi(
  createRoute({
    method: "delete",
    path: "/api/workspaces/{w}/pages/{p}/content",
    tags: ["Pages"],
    summary: "Erase a page's content and history for ever",
    description: "The page goes on, empty, with a new `docId`; the former doc answers 4404 from now on.",
    middleware: [requireUser] as const,
    request: { params: Params },
    responses: { 200: json(Page, "The page, with its new doc"), ...problems(401, 403, 404, 422, 429, 503) },
  }),
  async (c) => {
    const { w, p } = c.req.valid("param");
    return c.json(unwrap(await c.env.WORKSPACE.getByName(w).erasePage(actorOf(c), p)), 200);
  },
);
