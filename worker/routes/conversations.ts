/** `/api/workspaces/:w/conversations`: channels, private, direct and group conversations, and who belongs to them. */
import { createRoute, z } from "@hono/zod-openapi";
import { RoomError, unwrap } from "../../durable-objects/room/errors.ts";
import {
  AddedMembers,
  type ConversationAction,
  ConversationChange,
  ConversationKind,
  ConversationMember,
  NewConversation,
} from "../../durable-objects/workspace/conversations/protocol.ts";
import { actorOf } from "../http/actor.ts";
import { newRoutes } from "../http/context.ts";
import { ConversationParams, ConversationView } from "../http/conversation-params.ts";
import { IdempotencyHeader, idempotent } from "../http/idempotency.ts";
import { requireUser } from "../http/identity.ts";
import { ListQuery, listOf, pageOf, readCursor } from "../http/lists.ts";
import { json, jsonBody, problems } from "../http/openapi.ts";

const Member = ConversationMember.openapi("ConversationMember");
const flag = z.enum(["true", "false"]).transform((text) => text === "true");
const Listed = ListQuery.extend({
  kind: ConversationKind.optional().meta({ description: "Only these; discussions are listed only where asked for." }),
  about: z.uuid().optional().meta({ description: "Only the discussion of this task or page, as `kind` says." }),
  joined: flag.optional().meta({ description: "Only those one belongs to, or those one does not." }),
  archived: flag.optional().meta({ description: "Only archived ones, or only others." }),
});
const Added = AddedMembers.openapi("AddedMembers");

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
    const page = pageOf(
      rows,
      limit,
      (row) => row,
      ({ id }) => id,
    );
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

conversations.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/conversations/{c}/members",
    tags: ["Conversations"],
    summary: "Who belongs to a conversation",
    middleware: [requireUser] as const,
    request: { params: ConversationParams, query: ListQuery },
    responses: { 200: json(listOf(Member), "Its members, by user id"), ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    const { w, c: id } = c.req.valid("param");
    const { cursor, limit } = c.req.valid("query");
    const after = readCursor(cursor, z.string()) ?? "";
    const room = c.env.WORKSPACE.getByName(w);
    const rows = unwrap(await room.conversationMembers(actorOf(c), id, { after, limit: limit + 1 }));
    const page = pageOf(
      rows,
      limit,
      (row) => row,
      ({ user }) => user,
    );
    return c.json(page, 200);
  },
);

conversations.openapi(
  createRoute({
    method: "post",
    path: "/api/workspaces/{w}/conversations/{c}/members",
    tags: ["Conversations"],
    summary: "Add people to a channel or private conversation",
    description: "Those who belong to it already stay. A guest can be added to a channel that is named to them.",
    middleware: [requireUser] as const,
    request: { params: ConversationParams, body: jsonBody(Added) },
    responses: {
      200: json(ConversationView, "The conversation as it is now"),
      ...problems(401, 403, 404, 409, 422, 429),
    },
  }),
  async (c) => {
    const { w, c: conversation } = c.req.valid("param");
    const users = c.req.valid("json").members;
    const action: ConversationAction = { type: "conversation.add_members", conversation, users };
    const changed = unwrap(await c.env.WORKSPACE.getByName(w).changeConversation(actorOf(c), conversation, action));
    return c.json(shownStill(changed), 200);
  },
);

conversations.openapi(
  createRoute({
    method: "delete",
    path: "/api/workspaces/{w}/conversations/{c}/members/{user}",
    tags: ["Conversations"],
    summary: "Remove someone from a channel or private conversation",
    description: "For owners, admins and whoever made it; anyone may remove themselves.",
    middleware: [requireUser] as const,
    request: { params: ConversationParams.extend({ user: z.string().min(1).max(64) }) },
    responses: { 204: { description: "They do not belong to it" }, ...problems(401, 403, 404, 409, 422, 429) },
  }),
  async (c) => {
    const { w, c: conversation, user } = c.req.valid("param");
    const action: ConversationAction = { type: "conversation.remove_member", conversation, user };
    unwrap(await c.env.WORKSPACE.getByName(w).changeConversation(actorOf(c), conversation, action));
    return c.body(null, 204);
  },
);

conversations.openapi(
  createRoute({
    method: "post",
    path: "/api/workspaces/{w}/conversations/{c}/join",
    tags: ["Conversations"],
    summary: "Join a channel",
    middleware: [requireUser] as const,
    request: { params: ConversationParams },
    responses: {
      200: json(ConversationView, "The conversation as it is now"),
      ...problems(401, 403, 404, 409, 422, 429),
    },
  }),
  async (c) => {
    const { w, c: conversation } = c.req.valid("param");
    const action: ConversationAction = { type: "conversation.join", conversation };
    const changed = unwrap(await c.env.WORKSPACE.getByName(w).changeConversation(actorOf(c), conversation, action));
    return c.json(shownStill(changed), 200);
  },
);

conversations.openapi(
  createRoute({
    method: "post",
    path: "/api/workspaces/{w}/conversations/{c}/leave",
    tags: ["Conversations"],
    summary: "Leave a channel or private conversation",
    middleware: [requireUser] as const,
    request: { params: ConversationParams },
    responses: { 204: { description: "One does not belong to it" }, ...problems(401, 403, 404, 409, 422, 429) },
  }),
  async (c) => {
    const { w, c: conversation } = c.req.valid("param");
    const action: ConversationAction = { type: "conversation.leave", conversation };
    unwrap(await c.env.WORKSPACE.getByName(w).changeConversation(actorOf(c), conversation, action));
    return c.body(null, 204);
  },
);

/** @throws RoomError `not_found` for one that was taken from whoever asks while they asked */
function shownStill<View>(view: View | null): View {
  if (view === null) throw new RoomError("not_found", "There is no such conversation.");
  return view;
}
