/** `/api/workspaces/:w/calls/:c/…`: whom a call is for. Answers, rings, and the link for people from outside. */
import { createRoute, z } from "@hono/zod-openapi";
import { unwrap } from "../../durable-objects/room/errors.ts";
import { MAX_RUNG } from "../../durable-objects/workspace/calls/limits.ts";
import { CallAnswer } from "../../durable-objects/workspace/calls/protocol.ts";
import { originOf } from "../accounts/auth.ts";
import { actorOf } from "../http/actor.ts";
import { Call, CallParams } from "../http/call-params.ts";
import { newRoutes } from "../http/context.ts";
import { requireAdminScope, requireUser } from "../http/identity.ts";
import { json, jsonBody, problems } from "../http/openapi.ts";
import { sensitive } from "../http/rate-limit.ts";

const Answered = z.object({ answer: CallAnswer }).openapi("CallAnswered");
const Rung = z.object({ users: z.array(z.string().min(1).max(64)).min(1).max(MAX_RUNG) }).openapi("CallRung");
const Link = z.object({ url: z.string(), expiresAt: z.number().int() }).openapi("CallLink");

export const callPeople = newRoutes();

callPeople.openapi(
  createRoute({
    method: "put",
    path: "/api/workspaces/{w}/calls/{c}/answer",
    tags: ["Calls"],
    summary: "Say whether one will come to a call that one is invited to",
    middleware: [requireUser] as const,
    request: { params: CallParams, body: jsonBody(Answered) },
    responses: { 200: json(Call, "The call as it is now"), ...problems(401, 403, 404, 409, 422, 429) },
  }),
  async (c) => {
    const { w, c: id } = c.req.valid("param");
    const { answer } = c.req.valid("json");
    return c.json(unwrap(await c.env.WORKSPACE.getByName(w).answerCall(actorOf(c), id, answer)), 200);
  },
);

callPeople.openapi(
  createRoute({
    method: "post",
    path: "/api/workspaces/{w}/calls/{c}/ring",
    tags: ["Calls"],
    summary: "Call people to come at once",
    description:
      "It rings on their devices until they join, decline or have missed it. Each must be one who may enter.",
    middleware: [requireUser] as const,
    request: { params: CallParams, body: jsonBody(Rung) },
    responses: { 204: { description: "It rings" }, ...problems(401, 403, 404, 409, 422, 429, 503) },
  }),
  async (c) => {
    const { w, c: id } = c.req.valid("param");
    unwrap(await c.env.WORKSPACE.getByName(w).ringCall(actorOf(c), id, c.req.valid("json").users));
    return c.body(null, 204);
  },
);

callPeople.openapi(
  createRoute({
    method: "post",
    path: "/api/workspaces/{w}/calls/{c}/decline",
    tags: ["Calls"],
    summary: "Say that one will not come now, to whoever rings",
    middleware: [requireUser] as const,
    request: { params: CallParams },
    responses: { 204: { description: "It rings no more" }, ...problems(401, 403, 404, 422, 429, 503) },
  }),
  async (c) => {
    const { w, c: id } = c.req.valid("param");
    const actor = actorOf(c);
    const { name, role } = unwrap(await c.env.WORKSPACE.getByName(w).call(actor, id));
    unwrap(await c.env.CALL.getByName(id).decline({ user: actor.user, name, role }));
    return c.body(null, 204);
  },
);

callPeople.openapi(
  createRoute({
    method: "post",
    path: "/api/workspaces/{w}/calls/{c}/link",
    tags: ["Calls"],
    summary: "The link by which people from outside come to a call",
    description:
      "The one there is, or a new one. Whoever opens it signs up or in, becomes a guest of this call alone, and waits until a host lets them in. It ends with the call. For owners, admins, whoever started it, and its hosts of the moment.",
    middleware: [requireAdminScope, sensitive("invitation")] as const,
    request: { params: CallParams },
    responses: { 200: json(Link, "The link"), ...problems(401, 403, 404, 409, 422, 429, 503) },
  }),
  async (c) => {
    const { w, c: id } = c.req.valid("param");
    const { token, expiresAt } = unwrap(await c.env.WORKSPACE.getByName(w).linkCall(actorOf(c), id));
    return c.json({ url: `${originOf(c.req.url, c.get("settings"))}/invitations/${token}`, expiresAt }, 200);
  },
);

callPeople.openapi(
  createRoute({
    method: "delete",
    path: "/api/workspaces/{w}/calls/{c}/link",
    tags: ["Calls"],
    summary: "Take the link back by which people from outside come to a call",
    description: "Whoever came by it stays a guest of the call.",
    middleware: [requireAdminScope] as const,
    request: { params: CallParams },
    responses: { 204: { description: "It leads nowhere" }, ...problems(401, 403, 404, 422, 429, 503) },
  }),
  async (c) => {
    const { w, c: id } = c.req.valid("param");
    unwrap(await c.env.WORKSPACE.getByName(w).unlinkCall(actorOf(c), id));
    return c.body(null, 204);
  },
);
