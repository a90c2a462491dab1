/**
 * `/api/workspaces/:w/docs/:docId/history`: who changed what and when in the last 30 days, the content at each time, and
 * giving it back.
 */
import { createRoute, z } from "@hono/zod-openapi";
import { HistoryChange as ChangeShape, HistoryShare } from "../../durable-objects/doc/history/protocol.ts";
import { encodeRecord } from "../../durable-objects/doc/history/record/protocol.ts";
import { unpackBlocks } from "../../durable-objects/doc/text/tree.ts";
import { writeMarkdown } from "../../durable-objects/doc/text/write.ts";
import { Restored } from "../../durable-objects/doc/versions/protocol.ts";
import { unwrap } from "../../durable-objects/room/errors.ts";
import { database } from "../data/database.ts";
import { namesOf } from "../data/users.ts";
import { actorOf } from "../http/actor.ts";
import { bytesAnswer } from "../http/bytes.ts";
import { newRoutes } from "../http/context.ts";
import { addressOfDoc, DocParams } from "../http/docs.ts";
import { IdempotencyHeader, idempotent } from "../http/idempotency.ts";
import { requireUser } from "../http/identity.ts";
import { ListQuery, listOf, readCursor, shownPageOf } from "../http/lists.ts";
import { asksFor, MarkdownDocument, markdownAnswer } from "../http/markdown.ts";
import { bytes, json, problems } from "../http/openapi.ts";

const path = "/api/workspaces/{w}/docs/{docId}/history";

const Share = HistoryShare.extend({
  name: z.string().nullable().meta({ description: "What the user is called now; null for one who is no more." }),
});
const Change = ChangeShape.extend({ by: z.array(Share) }).openapi("HistoryChange");
const Moment = MarkdownDocument.extend({ id: z.string(), at: z.number().int() }).openapi("HistoryMoment");

const MomentParams = DocParams.extend({
  change: z
    .string()
    .regex(/^\d{1,15}$/)
    .meta({ description: "A change's `id`, or any time in ms since 1970." }),
});
const time = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const RecordQuery = z.object({
  after: time.meta({ description: "The moment whose state begins the record, ms since 1970." }),
  until: time.meta({ description: "The moment up to which edits are wanted, ms since 1970." }),
});

export const history = newRoutes();

history.openapi(
  createRoute({
    method: "get",
    path,
    tags: ["Docs"],
    summary: "Who changed what in a doc, newest first",
    middleware: [requireUser] as const,
    request: { params: DocParams, query: ListQuery },
    responses: { 200: json(listOf(Change), "Changes of the last 30 days"), ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    const { w, docId } = c.req.valid("param");
    const { cursor, limit } = c.req.valid("query");
    unwrap(await c.env.WORKSPACE.getByName(w).authorize(actorOf(c), "doc.history", addressOfDoc(w, docId)));
    const before = readCursor(cursor, z.number().int());
    const rows = unwrap(await c.env.DOC.getByName(docId).history(before, limit + 1));
    const names = await namesIn(c.env.DB, rows);
    const page = shownPageOf(
      rows,
      limit,
      (row) => ({ ...row, by: row.by.map((share) => ({ ...share, name: names.get(share.user) ?? null })) }),
      ({ to }) => to,
    );
    return c.json(page, 200);
  },
);

history.openapi(
  createRoute({
    method: "get",
    path: `${path}/{change}`,
    tags: ["Docs"],
    summary: "The text as it was right after a change",
    middleware: [requireUser] as const,
    request: { params: MomentParams },
    responses: {
      200: {
        description: "The text; alone when `Accept` asks for Markdown",
        content: { "application/json": { schema: Moment }, "text/markdown": { schema: z.string() } },
      },
      ...problems(401, 403, 404, 410, 422, 429, 503),
    },
  }),
  async (c) => {
    const { w, docId, change } = c.req.valid("param");
    unwrap(await c.env.WORKSPACE.getByName(w).authorize(actorOf(c), "doc.history", addressOfDoc(w, docId)));
    const at = Number(change);
    const markdown = writeMarkdown(unpackBlocks(unwrap(await c.env.DOC.getByName(docId).textAt(at))));
    return asksFor(c, "text/markdown") ? markdownAnswer(c, markdown) : c.json({ id: change, at, markdown }, 200);
  },
);

history.openapi(
  createRoute({
    method: "get",
    path: `${path}/{change}/state`,
    tags: ["Docs"],
    summary: "The whole content right after a change, as a Yjs update",
    middleware: [requireUser] as const,
    request: { params: MomentParams },
    responses: { 200: bytes("An update (v1)"), ...problems(401, 403, 404, 410, 422, 429, 503) },
  }),
  async (c) => {
    const { w, docId, change } = c.req.valid("param");
    unwrap(await c.env.WORKSPACE.getByName(w).authorize(actorOf(c), "doc.history", addressOfDoc(w, docId)));
    return bytesAnswer(c, unwrap(await c.env.DOC.getByName(docId).stateAt(Number(change))));
  },
);

history.openapi(
  createRoute({
    method: "get",
    path: `/api/workspaces/{w}/docs/{docId}/past`,
    tags: ["Docs"],
    summary: "The past edit by edit: a state and what came after it",
    description:
      "For showing each moment between two without asking again. It ends earlier than `until` where it would be too much for one answer, and says so; ask on from there.",
    middleware: [requireUser] as const,
    request: { params: DocParams, query: RecordQuery },
    responses: {
      200: bytes("A record, as `history/record/protocol.ts` describes it"),
      ...problems(401, 403, 404, 410, 422, 429, 503),
    },
  }),
  async (c) => {
    const { w, docId } = c.req.valid("param");
    const { after, until } = c.req.valid("query");
    unwrap(await c.env.WORKSPACE.getByName(w).authorize(actorOf(c), "doc.history", addressOfDoc(w, docId)));
    return bytesAnswer(c, encodeRecord(unwrap(await c.env.DOC.getByName(docId).record(after, until))));
  },
);

history.openapi(
  createRoute({
    method: "post",
    path: `${path}/{change}/restore`,
    tags: ["Docs"],
    summary: "Give the doc the content it had right after a change",
    description:
      "A new edit by you, which merges with what others write. Both that content and the one before the restore are kept as versions; the restore can be taken back.",
    middleware: [requireUser, idempotent] as const,
    request: { headers: IdempotencyHeader, params: MomentParams },
    responses: { 200: json(Restored, "It is done"), ...problems(401, 403, 404, 409, 410, 413, 422, 429, 503) },
  }),
  async (c) => {
    const { w, docId, change } = c.req.valid("param");
    const actor = actorOf(c);
    const moment = Number(change);
    const entry = { act: "doc.restore_version", detail: { moment } } as const;
    const at = addressOfDoc(w, docId);
    unwrap(await c.env.WORKSPACE.getByName(w).authorizeRecorded(actor, "doc.restore_version", at, entry));
    return c.json(unwrap(await c.env.DOC.getByName(docId).restoreMoment(c.get("creation"), moment, actor.user)), 200);
  },
);

/** What the users in `changes` are called now. */
async function namesIn(db: D1Database, changes: readonly ChangeShape[]): Promise<Map<string, string>> {
  const users = new Set(changes.flatMap(({ by }) => by.map(({ user }) => user)));
  return users.size === 0 ? new Map() : namesOf(database(db), [...users]);
}
