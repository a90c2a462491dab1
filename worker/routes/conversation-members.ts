/** `/api/workspaces/:w/conversations/:c/members`, and joining and leaving: who belongs to a conversation. */
import { createRoute, z } from "@hono/zod-openapi";
import { unwrap } from "../../durable-objects/room/errors.ts";
import {
  AddedMembers,
  type ConversationAction,
  ConversationMember,
} from "../../durable-objects/workspace/conversations/protocol.ts";
import { actorOf } from "../http/actor.ts";
import { newRoutes } from "../http/context.ts";
import { ConversationParams, ConversationView, shownStill } from "../http/conversation-access.ts";
import { requireUser } from "../http/identity.ts";
import { ListQuery, listOf, pageOf, readCursor } from "../http/lists.ts";
import { json, jsonBody, problems } from "../http/openapi.ts";

const Member = ConversationMember.openapi("ConversationMember");
const Added = AddedMembers.openapi("AddedMembers");

export const conversationMembers = newRoutes();

conversationMembers.openapi(
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
    const page = pageOf(rows, limit, ({ user }) => user);
    return c.json(page, 200);
  },
);

conversationMembers.openapi(
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

conversationMembers.openapi(
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

conversationMembers.openapi(
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

conversationMembers.openapi(
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
