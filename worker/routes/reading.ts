/** What one has read of a conversation, and which of its threads one follows. */
import { createRoute, z } from "@hono/zod-openapi";
import { ConversationReading, ReadState, ThreadState } from "../../durable-objects/conversation/protocol.ts";
import { unwrap } from "../../durable-objects/room/errors.ts";
import { actorOf } from "../http/actor.ts";
import { newRoutes } from "../http/context.ts";
import { ConversationParams, enteredConversation, MessageParams } from "../http/conversation-access.ts";
import { requireUser } from "../http/identity.ts";
import { json, jsonBody, problems } from "../http/openapi.ts";

const Thread = ThreadState.openapi("ThreadState");
const Marker = z
  .object({
    seq: z.number().int().nonnegative().optional().meta({
      description: "All up to this is read, and nothing behind it; left out, all there is.",
    }),
    thread: z.uuid().nullable().optional().meta({ description: "The message whose thread is meant." }),
  })
  .openapi("ReadMarker");

export const reading = newRoutes();

reading.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/conversations/{c}/read",
    tags: ["Messages"],
    summary: "What one has read, here and in the threads one follows",
    middleware: [requireUser] as const,
    request: { params: ConversationParams },
    responses: {
      200: json(ConversationReading.openapi("ConversationReading"), "What is read"),
      ...problems(401, 403, 404, 422, 429),
    },
  }),
  async (c) => {
    const { room, who } = await enteredConversation(c.env, actorOf(c), c.req.valid("param"), "conversation.read");
    return c.json(unwrap(await room.readState(who)), 200);
  },
);

reading.openapi(
  createRoute({
    method: "put",
    path: "/api/workspaces/{w}/conversations/{c}/read",
    tags: ["Messages"],
    summary: "Say how far one has read",
    description: "A lower `seq` than before marks what is behind it unread again.",
    middleware: [requireUser] as const,
    request: { params: ConversationParams, body: jsonBody(Marker) },
    responses: { 200: json(ReadState.openapi("ReadState"), "What is read now"), ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    const { seq = Number.MAX_SAFE_INTEGER, thread = null } = c.req.valid("json");
    const { room, who } = await enteredConversation(c.env, actorOf(c), c.req.valid("param"), "conversation.read");
    return c.json(unwrap(await room.read(who, seq, thread)), 200);
  },
);

reading.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/conversations/{c}/threads",
    tags: ["Messages"],
    summary: "The threads one follows, with what is unread in each",
    middleware: [requireUser] as const,
    request: { params: ConversationParams },
    responses: { 200: json(z.object({ items: z.array(Thread) }), "Threads"), ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    const { room, who } = await enteredConversation(c.env, actorOf(c), c.req.valid("param"), "conversation.read");
    return c.json({ items: unwrap(await room.threads(who)) }, 200);
  },
);

for (const [method, summary, on] of [
  ["put", "Follow the thread of a message", true],
  ["delete", "Follow the thread of a message no longer", false],
] as const) {
  reading.openapi(
    createRoute({
      method,
      path: "/api/workspaces/{w}/conversations/{c}/messages/{m}/follow",
      tags: ["Messages"],
      summary,
      middleware: [requireUser] as const,
      request: { params: MessageParams },
      responses: { 200: json(Thread, "The thread"), ...problems(401, 403, 404, 422, 429) },
    }),
    async (c) => {
      const { m, ...at } = c.req.valid("param");
      const { room, who } = await enteredConversation(c.env, actorOf(c), at, "conversation.read");
      return c.json(unwrap(await room.follow(who, m, on)), 200);
    },
  );
}
