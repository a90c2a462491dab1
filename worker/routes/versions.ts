/** `/api/workspaces/:w/docs/:docId/versions`: named versions, kept for ever, restoring them, and taking that back. */
import { createRoute, z } from "@hono/zod-openapi";
import { unpackBlocks } from "../../durable-objects/doc/text/tree.ts";
import { writeMarkdown } from "../../durable-objects/doc/text/write.ts";
import {
  DocVersion,
  Restored as RestoredShape,
  TakenBack as TakenBackShape,
  VersionName,
} from "../../durable-objects/doc/versions/protocol.ts";
import type { Keeper } from "../../durable-objects/doc/versions/versions.ts";
import { unwrap } from "../../durable-objects/room/errors.ts";
import type { Role } from "../../durable-objects/room/protocol.ts";
import type { Actor } from "../../durable-objects/workspace/actor.ts";
import { actorOf } from "../http/actor.ts";
import { bytesAnswer } from "../http/bytes.ts";
import { newRoutes } from "../http/context.ts";
import { addressOfDoc, DocParams } from "../http/docs.ts";
import { IdempotencyHeader, idempotent } from "../http/idempotency.ts";
import { requireUser } from "../http/identity.ts";
import { ListQuery, listOf, pageOf, readCursor } from "../http/lists.ts";
import { asksFor, MarkdownDocument, markdownAnswer } from "../http/markdown.ts";
import { bytes, json, jsonBody, problems } from "../http/openapi.ts";

const path = "/api/workspaces/{w}/docs/{docId}/versions";
const Version = DocVersion.openapi("Version");
const VersionText = DocVersion.extend(MarkdownDocument.shape).openapi("VersionText");
const Restored = RestoredShape.openapi("Restored");
const TakenBack = TakenBackShape.openapi("TakenBack");
const Rename = z.object({ name: VersionName }).openapi("VersionRename");
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
    const page = pageOf(rows, limit, ({ id }) => id);
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
    method: "get",
    path: `${path}/{v}/state`,
    tags: ["Docs"],
    summary: "The whole content of a version, as a Yjs update",
    middleware: [requireUser] as const,
    request: { params: Params },
    responses: { 200: bytes("An update (v1)"), ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    const { w, docId, v } = c.req.valid("param");
    unwrap(await c.env.WORKSPACE.getByName(w).authorize(actorOf(c), "doc.history", addressOfDoc(w, docId)));
    return bytesAnswer(c, unwrap(await c.env.DOC.getByName(docId).versionState(v)));
  },
);

versions.openapi(
  createRoute({
    method: "patch",
    path: `${path}/{v}`,
    tags: ["Docs"],
    summary: "Give a version another name",
    description: "By who made it, or an owner or admin. One that was made for a restore is kept for ever from then on.",
    middleware: [requireUser] as const,
    request: { params: Params, body: jsonBody(Rename) },
    responses: { 200: json(Version, "The version"), ...problems(401, 403, 404, 409, 422, 429) },
  }),
  async (c) => {
    const { w, docId, v } = c.req.valid("param");
    const actor = actorOf(c);
    const asked = c.env.WORKSPACE.getByName(w).authorize(actor, "doc.keep_version", addressOfDoc(w, docId));
    const keeper = keeperOf(actor, unwrap(await asked).role);
    return c.json(unwrap(await c.env.DOC.getByName(docId).renameVersion(v, c.req.valid("json").name, keeper)), 200);
  },
);

versions.openapi(
  createRoute({
    method: "delete",
    path: `${path}/{v}`,
    tags: ["Docs"],
    summary: "Delete a version for good",
    description: "By who made it, or an owner or admin. The doc and its history stay as they are.",
    middleware: [requireUser] as const,
    request: { params: Params },
    responses: { 204: { description: "It is gone" }, ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    const { w, docId, v } = c.req.valid("param");
    const actor = actorOf(c);
    const [workspace, doc] = [c.env.WORKSPACE.getByName(w), c.env.DOC.getByName(docId)];
    const at = addressOfDoc(w, docId);
    const keeper = keeperOf(actor, unwrap(await workspace.authorize(actor, "doc.keep_version", at)).role);
    const { name } = unwrap(await doc.versionFor(v, keeper));
    const entry = { act: "doc.version_deleted", detail: { version: v, name } } as const;
    unwrap(await workspace.authorizeRecorded(actor, "doc.keep_version", at, entry));
    unwrap(await doc.removeVersion(v, keeper));
    return c.body(null, 204);
  },
);

versions.openapi(
  createRoute({
    method: "post",
    path: `${path}/{v}/restore`,
    tags: ["Docs"],
    summary: "Give the doc the content of a version",
    description:
      "A new edit by you, which merges with what others write. The content before is kept as a version; `undo-restore` of that one takes the restore back. A root type that nothing tells is refused by name with `untyped_root`.",
    middleware: [requireUser, idempotent] as const,
    request: { headers: IdempotencyHeader, params: Params },
    responses: { 200: json(Restored, "It is done"), ...problems(401, 403, 404, 409, 413, 422, 429) },
  }),
  async (c) => {
    const { w, docId, v } = c.req.valid("param");
    const actor = actorOf(c);
    const at = addressOfDoc(w, docId);
    const entry = { act: "doc.restore_version", detail: { version: v } } as const;
    unwrap(await c.env.WORKSPACE.getByName(w).authorizeRecorded(actor, "doc.restore_version", at, entry));
    return c.json(unwrap(await c.env.DOC.getByName(docId).restoreVersion(v, actor.user)), 200);
  },
);

versions.openapi(
  createRoute({
    method: "post",
    path: `${path}/{v}/undo-restore`,
    tags: ["Docs"],
    summary: "Take back the restore that this version was kept before",
    description:
      "A new edit by you that undoes the restore and nothing else: what was there is back, with all that was written since. It can be taken back in turn.",
    middleware: [requireUser, idempotent] as const,
    request: { headers: IdempotencyHeader, params: Params },
    responses: { 200: json(TakenBack, "It is done"), ...problems(401, 403, 404, 409, 413, 422, 429) },
  }),
  async (c) => {
    const { w, docId, v } = c.req.valid("param");
    const actor = actorOf(c);
    const at = addressOfDoc(w, docId);
    const entry = { act: "doc.restore_version", detail: { undone: v } } as const;
    unwrap(await c.env.WORKSPACE.getByName(w).authorizeRecorded(actor, "doc.restore_version", at, entry));
    return c.json(unwrap(await c.env.DOC.getByName(docId).takeBackRestore(v, actor.user)), 200);
  },
);

/** Who wants to change a version of a doc, and whether those of others too. */
function keeperOf({ user }: Actor, role: Role | null): Keeper {
  return { user, all: role === "owner" || role === "admin" };
}
