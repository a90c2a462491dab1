/** `/api/workspaces/:w/calls`: calls that are planned, go on or are over. */
import { createRoute, z } from "@hono/zod-openapi";
import { RoomError, unwrap } from "../../durable-objects/room/errors.ts";
import { CallChange, CallState, NewCall, WantedSubject } from "../../durable-objects/workspace/calls/protocol.ts";
import { actorOf } from "../http/actor.ts";
import { Call, CallParams } from "../http/call-params.ts";
import { newRoutes } from "../http/context.ts";
import { IdempotencyHeader, idempotent } from "../http/idempotency.ts";
import { requireUser } from "../http/identity.ts";
import { ListQuery, listOf, readCursor, shownPageOf } from "../http/lists.ts";
import { json, jsonBody, problems } from "../http/openapi.ts";

/** `conversation:{id}`, `task:{id or key}` or `project:{id}`. */
const About = z
  .string()
  .regex(/^(conversation|task|project):.{1,64}$/, "Name a conversation, task or project, as `task:{id}`")
  .meta({ description: "Only those started from this: `conversation:{id}`, `task:{id or key}` or `project:{id}`." });
const Listed = ListQuery.extend({
  state: CallState.optional().meta({ description: "Only these." }),
  about: About.optional(),
});
const Place = z.object({ heldAt: z.number(), id: z.string() });

export const calls = newRoutes();

calls.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/calls",
    tags: ["Calls"],
    summary: "The calls one may enter",
    description:
      "A call is for whoever may enter what it was started from, one of the workspace itself for all but guests; and for guests to whom it is named.",
    middleware: [requireUser] as const,
    request: { params: CallParams.pick({ w: true }), query: Listed },
    responses: {
      200: json(listOf(Call), "Calls, the latest first: by when they began or are to begin"),
      ...problems(401, 403, 404, 422, 429),
    },
  }),
  async (c) => {
    const { cursor, limit, state, about } = c.req.valid("query");
    const before = readCursor(cursor, Place);
    const room = c.env.WORKSPACE.getByName(c.req.valid("param").w);
    const wanted = { before, limit: limit + 1, state, about: about === undefined ? undefined : subjectOf(about) };
    const rows = unwrap(await room.calls(actorOf(c), wanted));
    const page = shownPageOf(
      rows,
      limit,
      ({ call }) => call,
      ({ place: { heldAt, id } }) => ({ heldAt, id }),
    );
    return c.json(page, 200);
  },
);

calls.openapi(
  createRoute({
    method: "post",
    path: "/api/workspaces/{w}/calls",
    tags: ["Calls"],
    summary: "Start a call, or plan one",
    description:
      "Without `startsAt` it begins now, and `ring` calls people at once: unless said, all others of a direct or group conversation. Where a call goes on already in that conversation, or about that task, that one is answered. With `startsAt` those who are `invited` hear of it, and shortly before it begins once more. Enter it as the room `call/{id}`.",
    middleware: [requireUser, idempotent] as const,
    request: {
      headers: IdempotencyHeader,
      params: CallParams.pick({ w: true }),
      body: jsonBody(NewCall.openapi("NewCall")),
    },
    responses: { 201: json(Call, "The call"), ...problems(401, 403, 404, 409, 422, 429, 503) },
  }),
  async (c) => {
    const room = c.env.WORKSPACE.getByName(c.req.valid("param").w);
    return c.json(unwrap(await room.createCall(actorOf(c), c.get("creation"), c.req.valid("json"))), 201);
  },
);

calls.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/calls/{c}",
    tags: ["Calls"],
    summary: "A call",
    middleware: [requireUser] as const,
    request: { params: CallParams },
    responses: { 200: json(Call, "The call"), ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    const { w, c: id } = c.req.valid("param");
    return c.json(unwrap(await c.env.WORKSPACE.getByName(w).call(actorOf(c), id)).call, 200);
  },
);

calls.openapi(
  createRoute({
    method: "patch",
    path: "/api/workspaces/{w}/calls/{c}",
    tags: ["Calls"],
    summary: "Rename a call, plan it for another time, or invite others",
    description:
      "For owners, admins and whoever started it. `invited` is whom it is then for: who stays keeps their answer, but a new time asks all of them anew.",
    middleware: [requireUser] as const,
    request: { params: CallParams, body: jsonBody(CallChange.openapi("CallChange")) },
    responses: { 200: json(Call, "The call as it is now"), ...problems(401, 403, 404, 409, 422, 429) },
  }),
  async (c) => {
    const { w, c: id } = c.req.valid("param");
    const set = c.req.valid("json");
    if (Object.keys(set).length === 0) throw new RoomError("invalid", "Say what is to change.");
    return c.json(unwrap(await c.env.WORKSPACE.getByName(w).changeCall(actorOf(c), id, set)), 200);
  },
);

calls.openapi(
  createRoute({
    method: "post",
    path: "/api/workspaces/{w}/calls/{c}/end",
    tags: ["Calls"],
    summary: "End a call for all; cancel one that is planned",
    description:
      "For owners, admins, whoever started it, and its hosts of the moment. It stays in the list, with its log.",
    middleware: [requireUser] as const,
    request: { params: CallParams },
    responses: { 200: json(Call, "The call, which is over"), ...problems(401, 403, 404, 422, 429, 503) },
  }),
  async (c) => {
    const { w, c: id } = c.req.valid("param");
    return c.json(unwrap(await c.env.WORKSPACE.getByName(w).endCall(actorOf(c), id)), 200);
  },
);

calls.openapi(
  createRoute({
    method: "delete",
    path: "/api/workspaces/{w}/calls/{c}",
    tags: ["Calls"],
    summary: "Delete a call for ever, with its chat and its log",
    description: "For owners, admins and whoever started it. Whoever is in it is sent out.",
    middleware: [requireUser] as const,
    request: { params: CallParams },
    responses: { 204: { description: "It is gone" }, ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    const { w, c: id } = c.req.valid("param");
    unwrap(await c.env.WORKSPACE.getByName(w).deleteCall(actorOf(c), id));
    return c.body(null, 204);
  },
);

/** What a text such as `task:{id}` names; it has been looked at. */
function subjectOf(about: string): WantedSubject {
  const type = about.slice(0, about.indexOf(":"));
  return WantedSubject.parse({ type, [type]: about.slice(type.length + 1) });
}
