/** Invitations: `/api/workspaces/:w/invitations`, and `/api/invitations/:token/accept` for those who hold one. */
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { RoomError, unwrap } from "../../durable-objects/room/errors.ts";
import { hashToken, newToken, workspaceOfToken } from "../../durable-objects/workspace/invitation-token.ts";
import {
  Invitation,
  InvitationMade,
  InvitationSeen,
  NewInvitation,
  WorkspaceView,
} from "../../durable-objects/workspace/protocol.ts";
import { originOf } from "../accounts/auth.ts";
import { actorOf } from "../http/actor.ts";
import { type AppEnv, newRoutes } from "../http/context.ts";
import { IdempotencyHeader, idempotent } from "../http/idempotency.ts";
import { requireAdminScope, requireUser } from "../http/identity.ts";
import { invitationMail } from "../http/invitation-mail.ts";
import { ListQuery, listOf, pageOf, readCursor } from "../http/lists.ts";
import { json, jsonBody, problems } from "../http/openapi.ts";
import { sensitive } from "../http/rate-limit.ts";
import { sendMail } from "../providers/mail/send.ts";

const Params = z.object({ w: z.uuid(), i: z.uuid() });
const Held = z.object({ token: z.string().max(200) });
const DAY_MS = 24 * 60 * 60 * 1000;

export const invitations = newRoutes();

invitations.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/invitations",
    tags: ["Invitations"],
    summary: "The invitations that can still be accepted",
    middleware: [requireAdminScope] as const,
    request: { params: Params.pick({ w: true }), query: ListQuery },
    responses: {
      200: json(listOf(Invitation.openapi("Invitation")), "Invitations, oldest first"),
      ...problems(401, 403, 404, 422, 429),
    },
  }),
  async (c) => {
    const { cursor, limit } = c.req.valid("query");
    const after = readCursor(cursor, z.string()) ?? "";
    const room = c.env.WORKSPACE.getByName(c.req.valid("param").w);
    const rows = unwrap(await room.invitations(actorOf(c), after, limit + 1));
    const page = pageOf(rows, limit, (row) => row.id);
    return c.json(page, 200);
  },
);

invitations.openapi(
  createRoute({
    method: "post",
    path: "/api/workspaces/{w}/invitations",
    tags: ["Invitations"],
    summary: "Invite someone",
    description:
      "With `email` the invitation is mailed, for that address alone, and ends with its use. Without, it is a link for whoever holds it, until it expires or is revoked; with `single`, or for owners or admins, a link too ends with its first use. It expires in `days`, which are 7 unless said. The token is answered this once.",
    middleware: [requireAdminScope, sensitive("invitation"), idempotent] as const,
    request: {
      headers: IdempotencyHeader,
      params: Params.pick({ w: true }),
      body: jsonBody(NewInvitation.openapi("NewInvitation")),
    },
    responses: {
      201: json(InvitationMade.openapi("InvitationMade"), "The invitation"),
      ...problems(401, 403, 404, 409, 422, 429),
    },
  }),
  async (c) => {
    const { w } = c.req.valid("param");
    const actor = actorOf(c);
    const token = newToken(w);
    const wanted = { ...c.req.valid("json"), id: c.get("creation"), token };
    const room = c.env.WORKSPACE.getByName(w);
    return c.json(await tokenTold(c, w, unwrap(await room.invite(actor, wanted)), token), 201);
  },
);

invitations.openapi(
  createRoute({
    method: "post",
    path: "/api/workspaces/{w}/invitations/{i}/renew",
    tags: ["Invitations"],
    summary: "Send an invitation again, with a new token",
    description:
      "For one that got lost or has expired: it works for at least 7 days more, by its new token alone, and is mailed if it is for an address.",
    middleware: [requireAdminScope, sensitive("invitation"), idempotent] as const,
    request: { headers: IdempotencyHeader, params: Params },
    responses: {
      201: json(InvitationMade.openapi("InvitationMade"), "The invitation"),
      ...problems(401, 403, 404, 409, 410, 422, 429),
    },
  }),
  async (c) => {
    const { w, i } = c.req.valid("param");
    const token = newToken(w);
    const renewed = unwrap(await c.env.WORKSPACE.getByName(w).renewInvitation(actorOf(c), i, token));
    return c.json(await tokenTold(c, w, renewed, token), 201);
  },
);

/** The one answer that tells an invitation's token; one that is for an address is mailed, too. */
async function tokenTold(
  c: Context<AppEnv>,
  workspace: string,
  { id, email, expiresAt }: Invitation,
  token: string,
): Promise<InvitationMade> {
  const settings = c.get("settings");
  const url = `${originOf(c.req.url, settings)}/invitations/${token}`;
  if (email !== null) {
    const actor = actorOf(c);
    const { name } = unwrap(await c.env.WORKSPACE.getByName(workspace).view(actor));
    const days = Math.ceil((expiresAt - Date.now()) / DAY_MS);
    const key = await hashToken(token);
    const mail = invitationMail({ to: email, inviter: actor.name, workspace: name, url, key, days });
    c.executionCtx.waitUntil(sendMail(c.env, settings, "invitation", mail));
  }
  return { id, token, url, expiresAt };
}

invitations.openapi(
  createRoute({
    method: "delete",
    path: "/api/workspaces/{w}/invitations/{i}",
    tags: ["Invitations"],
    summary: "Revoke an invitation",
    middleware: [requireAdminScope] as const,
    request: { params: Params },
    responses: { 204: { description: "It can be accepted no more" }, ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    const { w, i } = c.req.valid("param");
    unwrap(await c.env.WORKSPACE.getByName(w).revokeInvitation(actorOf(c), i));
    return c.body(null, 204);
  },
);

invitations.openapi(
  createRoute({
    method: "get",
    path: "/api/invitations/{token}",
    tags: ["Invitations"],
    summary: "What an invitation is to, for whoever holds it, signed in or not",
    security: [],
    request: { params: Held },
    responses: {
      200: json(InvitationSeen.openapi("InvitationSeen"), "The invitation; of one that has ended, only that"),
      ...problems(404, 422, 429),
    },
  }),
  async (c) => {
    const { room, token } = heldBy(c, c.req.valid("param").token);
    return c.json(unwrap(await room.invitation(token, c.get("identity")?.user.id ?? null)), 200);
  },
);

invitations.openapi(
  createRoute({
    method: "post",
    path: "/api/invitations/{token}/accept",
    tags: ["Invitations"],
    summary: "Accept an invitation",
    middleware: [requireUser, sensitive("invitation")] as const,
    request: { params: Held },
    responses: {
      200: json(WorkspaceView.openapi("Workspace"), "The workspace one now belongs to"),
      ...problems(401, 403, 404, 409, 410, 422, 429),
    },
  }),
  async (c) => {
    const { room, token } = heldBy(c, c.req.valid("param").token);
    return c.json(unwrap(await room.accept(actorOf(c), token)), 200);
  },
);

/** The workspace that a token is for. @throws RoomError `not_found` for a text that is no token */
function heldBy(c: Context<AppEnv>, token: string) {
  const workspace = workspaceOfToken(token);
  if (workspace === null) throw new RoomError("not_found", "There is no such invitation.");
  return { room: c.env.WORKSPACE.getByName(workspace), token };
}
