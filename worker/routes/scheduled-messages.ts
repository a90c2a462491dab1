/** `/api/workspaces/:w/conversations/:c/scheduled`: messages that wait for their time; only their author knows of them. */
import { createRoute, z } from "@hono/zod-openapi";
import { MAX_ATTACHMENTS } from "../../durable-objects/conversation/limits.ts";
import { MessageText, ScheduledMessage } from "../../durable-objects/conversation/protocol.ts";
import { RoomError, unwrap } from "../../durable-objects/room/errors.ts";
import { actorOf } from "../http/actor.ts";
import { newRoutes } from "../http/context.ts";
import { ConversationParams, enteredConversation, MessageParams } from "../http/conversation-access.ts";
import { IdempotencyHeader, idempotent } from "../http/idempotency.ts";
import { requireUser } from "../http/identity.ts";
import { json, jsonBody, problems } from "../http/openapi.ts";

const Scheduled = ScheduledMessage.openapi("ScheduledMessage");
const sendAt = z.number().int().nonnegative().meta({ description: "When it is to be sent, in ms since 1970." });
const NewScheduled = z
  .object({
    text: MessageText,
    replyTo: z.uuid().nullable().optional(),
    attachments: z.array(z.uuid()).max(MAX_ATTACHMENTS).optional(),
    sendAt,
  })
  .openapi("NewScheduledMessage");
const Change = z.object({ text: MessageText.optional(), sendAt: sendAt.optional() }).openapi("ScheduledMessageChange");

export const scheduledMessages = newRoutes();

scheduledMessages.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/conversations/{c}/scheduled",
    tags: ["Messages"],
    summary: "One's messages that wait to be sent",
    middleware: [requireUser] as const,
    request: { params: ConversationParams },
    responses: {
      200: json(z.object({ items: z.array(Scheduled) }), "Messages, the soonest first"),
      ...problems(401, 403, 404, 422, 429),
    },
  }),
  async (c) => {
    const { room, who } = await enteredConversation(c.env, actorOf(c), c.req.valid("param"), "conversation.read");
    return c.json({ items: unwrap(await room.waiting(who)) }, 200);
  },
);

scheduledMessages.openapi(
  createRoute({
    method: "post",
    path: "/api/workspaces/{w}/conversations/{c}/scheduled",
    tags: ["Messages"],
    summary: "Have a message sent later",
    middleware: [requireUser, idempotent] as const,
    request: { headers: IdempotencyHeader, params: ConversationParams, body: jsonBody(NewScheduled) },
    responses: { 201: json(Scheduled, "The message"), ...problems(401, 403, 404, 409, 410, 413, 422, 429, 503) },
  }),
  async (c) => {
    const { room, who } = await enteredConversation(c.env, actorOf(c), c.req.valid("param"), "message.write");
    return c.json(unwrap(await room.postLater(who, { message: c.get("creation"), ...c.req.valid("json") })), 201);
  },
);

scheduledMessages.openapi(
  createRoute({
    method: "patch",
    path: "/api/workspaces/{w}/conversations/{c}/scheduled/{m}",
    tags: ["Messages"],
    summary: "Give a message that waits another text or time",
    middleware: [requireUser] as const,
    request: { params: MessageParams, body: jsonBody(Change) },
    responses: { 200: json(Scheduled, "The message as it is now"), ...problems(401, 403, 404, 409, 413, 422, 429) },
  }),
  async (c) => {
    const { m, ...at } = c.req.valid("param");
    const change = c.req.valid("json");
    if (Object.keys(change).length === 0) throw new RoomError("invalid", "Say what is to change.");
    const { room, who } = await enteredConversation(c.env, actorOf(c), at, "message.write");
    return c.json(unwrap(await room.reschedule(who, m, change)), 200);
  },
);

scheduledMessages.openapi(
  createRoute({
    method: "delete",
    path: "/api/workspaces/{w}/conversations/{c}/scheduled/{m}",
    tags: ["Messages"],
    summary: "Take back a message that waits",
    middleware: [requireUser] as const,
    request: { params: MessageParams },
    responses: { 204: { description: "It will not be sent" }, ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    const { m, ...at } = c.req.valid("param");
    const { room, who } = await enteredConversation(c.env, actorOf(c), at, "conversation.read");
    unwrap(await room.unschedule(who, m));
    return c.body(null, 204);
  },
);
