/** Reactions to messages, and messages that are pinned. */
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { MAX_REACTION_LENGTH } from "../../durable-objects/conversation/limits.ts";
import { unwrap } from "../../durable-objects/room/errors.ts";
import { actorOf } from "../http/actor.ts";
import { type AppEnv, newRoutes } from "../http/context.ts";
import { ConversationParams, enteredConversation, Message, MessageParams } from "../http/conversation-access.ts";
import { requireUser } from "../http/identity.ts";
import { json, problems } from "../http/openapi.ts";

const ReactionParams = MessageParams.extend({
  emoji: z.string().min(1).max(MAX_REACTION_LENGTH).meta({ description: "An emoji, URL-encoded" }),
});

const MARKED = {
  200: json(Message, "The message as it is now"),
  ...problems(401, 403, 404, 409, 410, 422, 429),
};

export const messageMarks = newRoutes();

for (const [method, summary, on] of [
  ["put", "React to a message", true],
  ["delete", "Take a reaction back", false],
] as const) {
  messageMarks.openapi(
    createRoute({
      method,
      path: "/api/workspaces/{w}/conversations/{c}/messages/{m}/reactions/{emoji}",
      tags: ["Messages"],
      summary,
      middleware: [requireUser] as const,
      request: { params: ReactionParams },
      responses: MARKED,
    }),
    async (c) => {
      const { m, emoji, ...at } = c.req.valid("param");
      const { room, who } = await written(c, at);
      return c.json(unwrap(await room.react(who, m, emoji, on)), 200);
    },
  );
}

messageMarks.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/conversations/{c}/pins",
    tags: ["Messages"],
    summary: "The pinned messages",
    middleware: [requireUser] as const,
    request: { params: ConversationParams },
    responses: {
      200: json(z.object({ items: z.array(Message) }), "Messages, those pinned last first"),
      ...problems(401, 403, 404, 422, 429),
    },
  }),
  async (c) => {
    const { room, who } = await enteredConversation(c.env, actorOf(c), c.req.valid("param"), "conversation.read");
    return c.json({ items: unwrap(await room.pins(who)) }, 200);
  },
);

for (const [method, summary, on] of [
  ["put", "Pin a message", true],
  ["delete", "Unpin a message", false],
] as const) {
  messageMarks.openapi(
    createRoute({
      method,
      path: "/api/workspaces/{w}/conversations/{c}/messages/{m}/pin",
      tags: ["Messages"],
      summary,
      middleware: [requireUser] as const,
      request: { params: MessageParams },
      responses: MARKED,
    }),
    async (c) => {
      const { m, ...at } = c.req.valid("param");
      const { room, who } = await written(c, at);
      return c.json(unwrap(await room.pin(who, m, on)), 200);
    },
  );
}

function written(c: Context<AppEnv>, at: z.infer<typeof ConversationParams>) {
  return enteredConversation(c.env, actorOf(c), at, "message.write");
}
