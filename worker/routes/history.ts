/** `/api/workspaces/:w/docs/:docId/history`: who changed what and when in the last 30 days, and the text at each time. */
import { createRoute, z } from "@hono/zod-openapi";
import { HistoryChange as ChangeShape, HistoryShare } from "../../durable-objects/doc/history/protocol.ts";
import { unpackBlocks } from "../../durable-objects/doc/text/tree.ts";
import { writeMarkdown } from "../../durable-objects/doc/text/write.ts";
import { unwrap } from "../../durable-objects/room/errors.ts";
import { database } from "../data/database.ts";
import { namesOf } from "../data/users.ts";
import { actorOf } from "../http/actor.ts";
import { newRoutes } from "../http/context.ts";
import { addressOfDoc, DocParams } from "../http/docs.ts";
import { requireUser } from "../http/identity.ts";
import { ListQuery, listOf, pageOf, readCursor } from "../http/lists.ts";
import { asksFor, MarkdownDocument, markdownAnswer } from "../http/markdown.ts";
import { json, problems } from "../http/openapi.ts";

const path = "/api/workspaces/{w}/docs/{docId}/history";

const Share = HistoryShare.extend({
  name: z.string().nullable().meta({ description: "What the user is called now; null for one who is no more." }),
});
const Change = ChangeShape.extend({ by: z.array(Share) }).openapi("HistoryChange");
const Moment = MarkdownDocument.extend({ id: z.string(), at: z.number().int() }).openapi("HistoryMoment");

/** D1 takes 100 parameters in one query. */
const NAMES_AT_ONCE = 100;

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
    const page = pageOf(
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
    request: {
      params: DocParams.extend({
        change: z
          .string()
          .regex(/^\d{1,15}$/)
          .meta({ description: "A change's `id`, or any time in ms since 1970." }),
      }),
    },
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

/** What the users in `changes` are called now. */
async function namesIn(db: D1Database, changes: readonly ChangeShape[]): Promise<Map<string, string>> {
  const users = new Set(changes.flatMap(({ by }) => by.map(({ user }) => user)));
  return users.size === 0 ? new Map() : namesOf(database(db), [...users].slice(0, NAMES_AT_ONCE));
}
