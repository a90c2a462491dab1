/** Messages that are searched for: in one conversation, or in all that one may enter. */
import { createRoute, z } from "@hono/zod-openapi";
import { MAX_SEARCH_LENGTH } from "../../durable-objects/conversation/limits.ts";
import { FoundMessage, FoundMessages } from "../../durable-objects/conversation/protocol.ts";
import { parseQuery } from "../../durable-objects/conversation/search/query.ts";
import { unwrap } from "../../durable-objects/room/errors.ts";
import { searchRooms } from "../conversations/search.ts";
import { actorOf } from "../http/actor.ts";
import { newRoutes } from "../http/context.ts";
import { ConversationParams, enteredConversation } from "../http/conversation-access.ts";
import { requireUser } from "../http/identity.ts";
import { ListQuery, readCursor, writeCursor } from "../http/lists.ts";
import { json, problems } from "../http/openapi.ts";
import { searching } from "../http/rate-limit.ts";

const MAX_FOUND = 50;
/** The world's days begin at most so far apart from UTC's. */
const MAX_OFFSET_MINUTES = 14 * 60;
const Asked = ListQuery.extend({
  q: z.string().trim().min(1).max(MAX_SEARCH_LENGTH).meta({
    description:
      'Words, "words in a row", and `from:` (`me`, an id, or part of a name), `in:` (a conversation), `has:` (link, file, image, pin, reaction, thread), `before:`, `after:`, `on:` (a day such as 2026-11-21). All of it must hold.',
  }),
  limit: z.coerce.number().int().min(1).max(MAX_FOUND).default(20),
  offset: z.coerce.number().int().min(-MAX_OFFSET_MINUTES).max(MAX_OFFSET_MINUTES).default(0).meta({
    description: "How many minutes the days named in it are ahead of UTC.",
  }),
});
const Place = z.object({ at: z.number(), id: z.string() });
const Found = FoundMessages.extend({ items: z.array(FoundMessage.openapi("FoundMessage")) }).openapi("FoundMessages");

export const messageSearch = newRoutes();

messageSearch.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/messages",
    tags: ["Messages"],
    summary: "Search in all conversations one may enter",
    description:
      "Discussions too. Who may enter what is asked anew for every page. `partial` says that there are more conversations than were searched; narrow it with `in:`. One request looks through so much and no more: a page may be short, or empty, and still have a `next`.",
    middleware: [requireUser, searching] as const,
    request: { params: ConversationParams.pick({ w: true }), query: Asked },
    responses: { 200: json(Found, "What was found, the newest first"), ...problems(401, 403, 404, 422, 429, 503) },
  }),
  async (c) => {
    const { q, cursor, limit, offset } = c.req.valid("query");
    const behind = readCursor(cursor, Place);
    const named = parseQuery(q, offset).in;
    const actor = actorOf(c);
    const where = unwrap(await c.env.WORKSPACE.getByName(c.req.valid("param").w).searched(actor, named));
    const who = { user: actor.user, name: where.name, role: where.role };
    const search = { q, who, behind, limit, offsetMinutes: offset };
    const { items, next } = await searchRooms(c.env, where.conversations, search);
    return c.json({ items, next: next && writeCursor(next), partial: where.partial }, 200);
  },
);

messageSearch.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/conversations/{c}/search",
    tags: ["Messages"],
    summary: "Search in one conversation",
    description:
      "A page may be short, or empty, and still have a `next`: one request looks through so much and no more.",
    middleware: [requireUser, searching] as const,
    request: { params: ConversationParams, query: Asked },
    responses: { 200: json(Found, "What was found, the newest first"), ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    const { q, cursor, limit, offset } = c.req.valid("query");
    const behind = readCursor(cursor, Place);
    const at = c.req.valid("param");
    const { who } = await enteredConversation(c.env, actorOf(c), at, "conversation.read");
    const search = { q, who, behind, limit, offsetMinutes: offset };
    const { items, next } = await searchRooms(c.env, [at.c], search);
    return c.json({ items, next: next && writeCursor(next), partial: false }, 200);
  },
);
