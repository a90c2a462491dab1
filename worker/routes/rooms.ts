/**
 * The way into a room. `POST /api/rooms/:kind/:id/tickets` says who may (P5); `GET /rooms/:kind/:id` is the door, which
 * takes a ticket and nothing else, so that a stock Yjs client can come through it.
 */
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { RoomAddress, RoomPort, Standing } from "../../durable-objects/room/authority.ts";
import { CLAIMS_HEADER, encodeClaims, REQUEST_HEADER } from "../../durable-objects/room/claims-header.ts";
import { CloseCode } from "../../durable-objects/room/close-codes.ts";
import { RoomError, unwrap } from "../../durable-objects/room/errors.ts";
import { Kind, TicketAnswer } from "../../durable-objects/room/protocol.ts";
import { refuseSocket } from "../../durable-objects/room/refusal.ts";
import {
  CONNECT_WITHIN_SECONDS,
  MAX_TTL_SECONDS,
  PASS_SECONDS,
  signTicket,
  verifyTicket,
} from "../../durable-objects/room/ticket.ts";
import { originOf } from "../accounts/auth.ts";
import type { Bindings } from "../env.ts";
import { type AppEnv, newRoutes } from "../http/context.ts";
import { requireUser } from "../http/identity.ts";
import { log } from "../http/logs.ts";
import { json, problems } from "../http/openapi.ts";

export const rooms = newRoutes();

const Address = z.object({ kind: Kind, id: z.uuid() });

const NewTicket = z
  .object({
    ttlSeconds: z.number().int().min(1).max(MAX_TTL_SECONDS).optional().meta({
      description:
        "For stock clients, which cannot renew a pass: how long the ticket opens and keeps a connection, at most 12 h.",
    }),
  })
  .openapi("NewTicket");

rooms.openapi(
  createRoute({
    method: "post",
    path: "/api/rooms/{kind}/{id}/tickets",
    tags: ["Rooms"],
    summary: "Ask for a ticket to a room",
    middleware: [requireUser] as const,
    request: { params: Address, body: { content: { "application/json": { schema: NewTicket } }, required: false } },
    responses: { 201: json(TicketAnswer.openapi("Ticket"), "A ticket"), ...problems(401, 404, 422, 429, 503) },
  }),
  async (c) => {
    const { kind, id } = c.req.valid("param");
    const { ttlSeconds } = c.req.valid("json") ?? {};
    const { at, standing } = kind === "inbox" ? await ownInbox(c, id) : await admitted(c, kind, id);
    const now = Date.now();
    const connectBy = now + (ttlSeconds ?? CONNECT_WITHIN_SECONDS) * 1000;
    const validUntil = now + (ttlSeconds ?? PASS_SECONDS) * 1000;
    const session = c.get("identity")?.session;
    if (session === undefined) throw new RoomError("not_authenticated", "Sign in first.");
    const { user, name, role, revision } = standing;
    const claims = { ...at, user, name, role, revision, session, connectBy, validUntil };
    const ticket = await signTicket(claims, c.env.TICKET_SECRET);
    return c.json({ ticket, path: `/rooms/${kind}/${id}`, connectBy, validUntil }, 201);
  },
);

/** Where a room is, and who one is in it. */
interface Admitted {
  at: RoomAddress;
  standing: Standing;
}

/** Asks the room which workspace it is of, and that one who may enter. @throws RoomError `not_found` */
async function admitted(c: Context<AppEnv>, kind: Kind, id: string): Promise<Admitted> {
  const at = await portOf(c.env, kind, id).address();
  if (!at) throw new RoomError("not_found", "There is no such room.");
  return { at, standing: unwrap(await c.env.WORKSPACE.getByName(at.workspace).admit(c.get("user").id, at)) };
}

/** An inbox is of no workspace, admits its own user alone, and comes to be when it is first asked for. */
async function ownInbox(c: Context<AppEnv>, id: string): Promise<Admitted> {
  const user = c.get("user");
  if (id !== user.id) throw new RoomError("not_found", "There is no such room.");
  unwrap(await c.env.INBOX.getByName(id).open(originOf(c.req.url, c.get("settings"))));
  const at = { workspace: id, kind: "inbox", room: id } as const;
  return { at, standing: { user: id, name: user.name, role: "owner", revision: 0 } };
}

/** The door. Everything is answered by accepting and closing, since a browser shows no status of a refused upgrade. */
rooms.get("/rooms/:kind/:id", async (c) => {
  if (c.req.header("upgrade")?.toLowerCase() !== "websocket") {
    throw new RoomError("invalid", "This address takes WebSocket connections only.");
  }
  const address = Address.safeParse(c.req.param());
  if (!address.success) return refuse(c, CloseCode.gone, "There is no such room");
  const { kind, id } = address.data;
  const verified = await verifyTicket(c.req.query("ticket") ?? "", c.env.TICKET_SECRET, Date.now());
  if (!verified.ok) {
    return verified.reason === "expired"
      ? refuse(c, CloseCode.passExpired, "This ticket has run out")
      : refuse(c, CloseCode.notAuthenticated, "A valid ticket is needed");
  }
  const { claims } = verified;
  if (claims.kind !== kind || claims.room !== id) {
    return refuse(c, CloseCode.forbidden, "This ticket is for another room");
  }
  // Built from nothing, so that no header, ticket or connection id of the client's reaches the room: partyserver takes
  // `_pk` for the id and keeps the URL in the socket's attachment.
  const inside = new URL("https://room/");
  inside.searchParams.set("_pk", crypto.randomUUID());
  if (c.req.query("sdk") !== undefined) inside.searchParams.set("sdk", "1");
  const answer = await stubOf(c.env, kind, id).fetch(inside.href, {
    headers: {
      upgrade: "websocket",
      [CLAIMS_HEADER]: encodeClaims(claims),
      [REQUEST_HEADER]: c.get("requestId"),
    },
  });
  return uncompressed(answer);
});

/** Turns a socket away, and says so in the log: the request's own line has only the 101 of the accepted upgrade. */
function refuse(c: Context<AppEnv>, code: CloseCode, reason: string): Response {
  log("info", "door.refused", { requestId: c.get("requestId"), code });
  return refuseSocket(code, reason);
}

/**
 * The same answer, agreeing no permessage-deflate with the client: on small frames it costs a room four times the CPU
 * of everything else together (test/bench/README.md). Deployed, the flag `no_web_socket_compression` says so; it takes
 * this header away before the edge sees it. Locally Miniflare's own entry stands in front of the worker and would agree
 * to it on the worker's behalf, unless the answer names extensions already; a name nobody offered then agrees to none.
 */
function uncompressed(answer: Response): Response {
  if (!answer.webSocket) return answer;
  const headers = { "sec-websocket-extensions": "none" };
  return new Response(null, { status: answer.status, webSocket: answer.webSocket, headers });
}

/** The one list of kinds that may be entered from outside. */
function stubOf(env: Bindings, kind: Kind, id: string) {
  switch (kind) {
    case "workspace":
      return env.WORKSPACE.getByName(id);
    case "doc":
      return env.DOC.getByName(id);
    case "conversation":
      return env.CONVERSATION.getByName(id);
    case "call":
      return env.CALL.getByName(id);
    case "inbox":
      return env.INBOX.getByName(id);
  }
}

function portOf(env: Bindings, kind: Kind, id: string): Pick<RoomPort, "address"> {
  return stubOf(env, kind, id);
}
