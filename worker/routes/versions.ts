/** `/api/workspaces/:w/docs/:docId/versions`: named versions, kept for ever, and restoring them. */
import { createRoute, z } from "@hono/zod-openapi";
import { unpackBlocks } from "../../durable-objects/doc/text/tree.ts";
import { writeMarkdown } from "../../durable-objects/doc/text/write.ts";
import { DocVersion, Restored as RestoredShape, VersionName } from "../../durable-objects/doc/versions/protocol.ts";
import { unwrap } from "../../durable-objects/room/errors.ts";
import { actorOf } from "../http/actor.ts";
import { newRoutes } from "../http/context.ts";
import { addressOfDoc, DocParams } from "../http/docs.ts";
import { IdempotencyHeader, idempotent } from "../http/idempotency.ts";
import { requireUser } from "../http/identity.ts";
import { ListQuery, listOf, pageOf, readCursor } from "../http/lists.ts";
import { asksFor, MarkdownDocument, markdownAnswer } from "../http/markdown.ts";
import { json, jsonBody, problems } from "../http/openapi.ts";

const path = "/api/workspaces/{w}/docs/{docId}/versions";
const Version = DocVersion.openapi("Version");
const VersionText = DocVersion.extend(MarkdownDocument.shape).openapi("VersionText");
const Restored = RestoredShape.openapi("Restored");
const Params = DocParams.extend({ v: z.uuid() });

const NewVersion = z
  .object({
    name: VersionName,
    at: z.number().int().positive().optional().meta({
      description: "A moment of the history to keep, ms since 1970; without it, the content of now.",
    }),
  })
  .openapi("NewVersion");

export const versions = newRoutes();

versions.openapi(
  createRoute({
    method: "get",
    path,
    tags: ["Docs"],
    summary: "The versions of a doc, newest first",
    middleware: [requireUser] as const,
    request: { params: DocParams, query: ListQuery },
    responses: { 200: json(listOf(Version), "Versions"), ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    const { w, docId } = c.req.valid("param");
    const { cursor, limit } = c.req.valid("query");
    unwrap(await c.env.WORKSPACE.getByName(w).authorize(actorOf(c), "doc.history", addressOfDoc(w, docId)));
    const rows = unwrap(await c.env.DOC.getByName(docId).versions(readCursor(cursor, z.string()), limit + 1));
    const page = pageOf(
      rows,
      limit,
      (row) => row,
      ({ id }) => id,
    );
    return c.json(page, 200);
  },
);

versions.openapi(
  createRoute({
    method: "post",
    path,
    tags: ["Docs"],
    summary: "Keep the content under a name, for ever",
    middleware: [requireUser, idempotent] as const,
    request: { headers: IdempotencyHeader, params: DocParams, body: jsonBody(NewVersion) },
    responses: { 201: json(Version, "The version"), ...problems(401, 403, 404, 409, 410, 422, 429, 503) },
  }),
  async (c) => {
    const { w, docId } = c.req.valid("param");
    const { name, at = null } = c.req.valid("json");
    const actor = actorOf(c);
    unwrap(await c.env.WORKSPACE.getByName(w).authorize(actor, "doc.keep_version", addressOfDoc(w, docId)));
    const wanted = { id: c.get("creation"), name, by: actor.user, at };
    return c.json(unwrap(await c.env.DOC.getByName(docId).keepVersion(wanted)), 201);
  },
);

versions.openapi(
  createRoute({
    method: "get",
    path: `${path}/{v}`,
    tags: ["Docs"],
    summary: "A version and its text",
    middleware: [requireUser] as const,
    request: { params: Params },
    responses: {
      200: {
        description: "The version; its text alone when `Accept` asks for Markdown",
        content: { "application/json": { schema: VersionText }, "text/markdown": { schema: z.string() } },
      },
      ...problems(401, 403, 404, 422, 429),
    },
  }),
  async (c) => {
    const { w, docId, v } = c.req.valid("param");
    unwrap(await c.env.WORKSPACE.getByName(w).authorize(actorOf(c), "doc.history", addressOfDoc(w, docId)));
    const { version, blocks } = unwrap(await c.env.DOC.getByName(docId).version(v));
    const markdown = writeMarkdown(unpackBlocks(blocks));
    return asksFor(c, "text/markdown") ? markdownAnswer(c, markdown) : c.json({ ...version, markdown }, 200);
  },
);

versions.openapi(
  createRoute({
    method: "post",
    path: `${path}/{v}/restore`,
    tags: ["Docs"],
    summary: "Give the doc the content of a version",
    description:
      "A new edit by you, which merges with what others write. The content before is kept as a version, so restoring that one takes it back. A root type that nothing tells is refused by name with `untyped_root`.",
    middleware: [requireUser, idempotent] as const,
    request: { headers: IdempotencyHeader, params: Params },
    responses: { 200: json(Restored, "It is done"), ...problems(401, 403, 404, 409, 413, 422, 429) },
  }),
  async (c) => {
    const { w, docId, v } = c.req.valid("param");
    const actor = actorOf(c);
    const at = addressOfDoc(w, docId);
    unwrap(await c.env.WORKSPACE.getByName(w).authorizeRecorded(actor, "doc.restore_version", at, { version: v }));
    return c.json(unwrap(await c.env.DOC.getByName(docId).restoreVersion(v, actor.user)), 200);
  },
);
