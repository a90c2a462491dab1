/** `/api/workspaces/:w/conversations/:c/messages`: what is said in a conversation. */
import { createRoute, z } from "@hono/zod-openapi";
import { MAX_ATTACHMENTS, MAX_PAGE_MESSAGES, SNAPSHOT_MESSAGES } from "../../durable-objects/conversation/limits.ts";
import { MessageEdit, MessagePage, MessageText } from "../../durable-objects/conversation/protocol.ts";
import { unwrap } from "../../durable-objects/room/errors.ts";
import { actorOf } from "../http/actor.ts";
import { newRoutes } from "../http/context.ts";
import { ConversationParams, enteredConversation, Message, MessageParams } from "../http/conversation-access.ts";
import { IdempotencyHeader, idempotent } from "../http/idempotency.ts";
import { requireUser } from "../http/identity.ts";
import { json, jsonBody, problems } from "../http/openapi.ts";

const seq = z.coerce.number().int().nonnegative().optional();
const Listed = z.object({
  after: seq.meta({ description: "Only messages behind this `seq`, oldest first." }),
  before: seq.meta({
    description: "Only messages before this `seq`, newest first, which is also how the newest are told.",
  }),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE_MESSAGES).default(SNAPSHOT_MESSAGES),
  thread: z
    .union([z.literal("none"), z.uuid()])
    .optional()
    .meta({ description: "Only replies to this message; `none` leaves out all replies." }),
});

const NewMessage = z
  .object({
    text: MessageText.meta({ description: "Markdown, of at most 16 kB; may be empty beside attachments." }),
    replyTo: z.uuid().nullable().optional().meta({ description: "The message in whose thread it is to stand." }),
    attachments: z
      .array(z.uuid())
      .max(MAX_ATTACHMENTS)
      .optional()
      .meta({ description: "Files that the same user uploaded for this conversation." }),
  })
  .openapi("NewMessage");
const MessageChange = z.object({ text: MessageText }).openapi("MessageChange");

export const messages = newRoutes();

messages.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/conversations/{c}/messages",
    tags: ["Messages"],
    summary: "The messages of a conversation",
    description:
      "By default all of them, replies too; of a deleted one its place is left. What a client has seen last of the room's stream is where `after` goes on.",
    middleware: [requireUser] as const,
    request: { params: ConversationParams, query: Listed },
    responses: { 200: json(MessagePage.openapi("MessagePage"), "Messages"), ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    const { room, who } = await enteredConversation(c.env, actorOf(c), c.req.valid("param"), "conversation.read");
    return c.json(unwrap(await room.messages(who, c.req.valid("query"))), 200);
  },
);

messages.openapi(
  createRoute({
    method: "post",
    path: "/api/workspaces/{w}/conversations/{c}/messages",
    tags: ["Messages"],
    summary: "Say something",
    description:
      "A link to `ensemble:user/{id}` mentions someone; `@everyone` and `@here` mention all who belong to the conversation, or those of them who are present.",
    middleware: [requireUser, idempotent] as const,
    request: { headers: IdempotencyHeader, params: ConversationParams, body: jsonBody(NewMessage) },
    responses: { 201: json(Message, "The message"), ...problems(401, 403, 404, 409, 410, 413, 422, 429, 503) },
  }),
  async (c) => {
    const { room, who } = await enteredConversation(c.env, actorOf(c), c.req.valid("param"), "message.write");
    return c.json(unwrap(await room.post(who, { message: c.get("creation"), ...c.req.valid("json") })), 201);
  },
);

messages.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/conversations/{c}/messages/{m}",
    tags: ["Messages"],
    summary: "A message",
    middleware: [requireUser] as const,
    request: { params: MessageParams },
    responses: { 200: json(Message, "The message"), ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    const { m, ...at } = c.req.valid("param");
    const { room, who } = await enteredConversation(c.env, actorOf(c), at, "conversation.read");
    return c.json(unwrap(await room.message(who, m)), 200);
  },
);

messages.openapi(
  createRoute({
    method: "patch",
    path: "/api/workspaces/{w}/conversations/{c}/messages/{m}",
    tags: ["Messages"],
    summary: "Edit one's message; what it said before is kept",
    middleware: [requireUser] as const,
    request: { params: MessageParams, body: jsonBody(MessageChange) },
    responses: { 200: json(Message, "The message as it is now"), ...problems(401, 403, 404, 409, 410, 413, 422, 429) },
  }),
  async (c) => {
    const { m, ...at } = c.req.valid("param");
    const { room, who } = await enteredConversation(c.env, actorOf(c), at, "message.write");
    return c.json(unwrap(await room.edit(who, m, c.req.valid("json").text)), 200);
  },
);

messages.openapi(
  createRoute({
    method: "delete",
    path: "/api/workspaces/{w}/conversations/{c}/messages/{m}",
    tags: ["Messages"],
    summary: "Delete a message, with its files; its place is left",
    description: "One's own; owners and admins also those of others, in conversations they may enter.",
    middleware: [requireUser] as const,
    request: { params: MessageParams },
    responses: { 204: { description: "It is deleted" }, ...problems(401, 403, 404, 409, 422, 429) },
  }),
  async (c) => {
    const { m, ...at } = c.req.valid("param");
    const { room, who } = await enteredConversation(c.env, actorOf(c), at, "conversation.read");
    unwrap(await room.remove(who, m));
    return c.body(null, 204);
  },
);

messages.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/conversations/{c}/messages/{m}/edits",
    tags: ["Messages"],
    summary: "What a message said before it was edited",
    middleware: [requireUser] as const,
    request: { params: MessageParams },
    responses: {
      200: json(z.object({ items: z.array(MessageEdit.openapi("MessageEdit")) }), "Former texts, the oldest first"),
      ...problems(401, 403, 404, 422, 429),
    },
  }),
  async (c) => {
    const { m, ...at } = c.req.valid("param");
    const { room, who } = await enteredConversation(c.env, actorOf(c), at, "conversation.read");
    return c.json({ items: unwrap(await room.edits(who, m)) }, 200);
  },
);
