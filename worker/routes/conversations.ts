/** `/api/workspaces/:w/conversations`: channels, private, direct and group conversations. */
import { createRoute, z } from "@hono/zod-openapi";
import { RoomError, unwrap } from "../../durable-objects/room/errors.ts";
import {
  type ConversationAction,
  ConversationChange,
  ConversationKind,
  NewConversation,
} from "../../durable-objects/workspace/conversations/protocol.ts";
import { actorOf } from "../http/actor.ts";
import { newRoutes } from "../http/context.ts";
import { ConversationParams, ConversationView, shownStill } from "../http/conversation-access.ts";
import { IdempotencyHeader, idempotent } from "../http/idempotency.ts";
import { requireUser } from "../http/identity.ts";
import { ListQuery, listOf, pageOf, readCursor } from "../http/lists.ts";
import { json, jsonBody, problems } from "../http/openapi.ts";

const flag = z.enum(["true", "false"]).transform((text) => text === "true");
const Listed = ListQuery.extend({
  kind: ConversationKind.optional().meta({ description: "Only these; discussions are listed only where asked for." }),
  about: z.uuid().optional().meta({ description: "Only the discussion of this task or page, as `kind` says." }),
  joined: flag.optional().meta({ description: "Only those one belongs to, or those one does not." }),
  archived: flag.optional().meta({ description: "Only archived ones, or only others." }),
});

export const conversations = newRoutes();

conversations.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/conversations",
    tags: ["Conversations"],
    summary: "The conversations one may enter",
    description:
      "Channels are for everyone, and for guests where they are named to them; private, direct and group ones for their members alone, whatever the role of others.",
    middleware: [requireUser] as const,
    request: { params: ConversationParams.pick({ w: true }), query: Listed },
    responses: {
      200: json(listOf(ConversationView), "Conversations, the oldest first"),
      ...problems(401, 403, 404, 422, 429),
    },
  }),
  async (c) => {
    const { cursor, limit, ...scope } = c.req.valid("query");
    const after = readCursor(cursor, z.string()) ?? "";
    const room = c.env.WORKSPACE.getByName(c.req.valid("param").w);
    const rows = unwrap(await room.conversations(actorOf(c), { ...scope, after, limit: limit + 1 }));
    const page = pageOf(rows, limit, ({ id }) => id);
    return c.json(page, 200);
  },
);

conversations.openapi(
  createRoute({
    method: "post",
    path: "/api/workspaces/{w}/conversations",
    tags: ["Conversations"],
    summary: "Make a conversation",
    description:
      "Whoever makes one belongs to it. A direct or group conversation with the same people is the one there is; a direct one without others is for notes to oneself.",
    middleware: [requireUser, idempotent] as const,
    request: {
      headers: IdempotencyHeader,
      params: ConversationParams.pick({ w: true }),
      body: jsonBody(NewConversation.openapi("NewConversation")),
    },
    responses: { 201: json(ConversationView, "The conversation"), ...problems(401, 403, 404, 409, 422, 429, 503) },
  }),
  async (c) => {
    const room = c.env.WORKSPACE.getByName(c.req.valid("param").w);
    const made = await room.createConversation(actorOf(c), c.get("creation"), c.req.valid("json"));
    return c.json(unwrap(made), 201);
  },
);

conversations.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/conversations/{c}",
    tags: ["Conversations"],
    summary: "A conversation",
    middleware: [requireUser] as const,
    request: { params: ConversationParams },
    responses: { 200: json(ConversationView, "The conversation"), ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    const { w, c: id } = c.req.valid("param");
    return c.json(unwrap(await c.env.WORKSPACE.getByName(w).conversation(actorOf(c), id)).conversation, 200);
  },
);

conversations.openapi(
  createRoute({
    method: "patch",
    path: "/api/workspaces/{w}/conversations/{c}",
    tags: ["Conversations"],
    summary: "Rename a conversation, say what it is about, archive it, or set how long messages are kept",
    description:
      "`retentionDays` is set by owners, admins and whoever made it; older messages are deleted for ever. Null keeps them.",
    middleware: [requireUser] as const,
    request: { params: ConversationParams, body: jsonBody(ConversationChange.openapi("ConversationChange")) },
    responses: {
      200: json(ConversationView, "The conversation as it is now"),
      ...problems(401, 403, 404, 409, 422, 429),
    },
  }),
  async (c) => {
    const { w, c: conversation } = c.req.valid("param");
    const set = c.req.valid("json");
    if (Object.keys(set).length === 0) throw new RoomError("invalid", "Say what is to change.");
    const action: ConversationAction = { type: "conversation.change", conversation, set };
    const changed = unwrap(await c.env.WORKSPACE.getByName(w).changeConversation(actorOf(c), conversation, action));
    return c.json(shownStill(changed), 200);
  },
);

conversations.openapi(
  createRoute({
    method: "delete",
    path: "/api/workspaces/{w}/conversations/{c}",
    tags: ["Conversations"],
    summary: "Delete a channel or private conversation for ever, with its messages and files",
    description: "For owners, admins and whoever made it.",
    middleware: [requireUser] as const,
    request: { params: ConversationParams },
    responses: { 204: { description: "It is gone" }, ...problems(401, 403, 404, 409, 422, 429) },
  }),
  async (c) => {
    const { w, c: conversation } = c.req.valid("param");
    const action: ConversationAction = { type: "conversation.delete", conversation };
    unwrap(await c.env.WORKSPACE.getByName(w).changeConversation(actorOf(c), conversation, action));
    return c.body(null, 204);
  },
);
