/** `/api/workspaces/:w/calls/:c/log`: who was in a call; and `…/call.ics`, by which calendars know of it. */
import { createRoute, z } from "@hono/zod-openapi";
import { unwrap } from "../../durable-objects/room/errors.ts";
import { CallLogEntry } from "../../durable-objects/workspace/calls/protocol.ts";
import { originOf } from "../accounts/auth.ts";
import { calendarOf } from "../calls/calendar.ts";
import { callLogOf } from "../data/calls.ts";
import { database } from "../data/database.ts";
import { downloadHeaders } from "../files/download.ts";
import { actorOf } from "../http/actor.ts";
import { CallParams } from "../http/call-params.ts";
import { newRoutes } from "../http/context.ts";
import { requireUser } from "../http/identity.ts";
import { ListQuery, listOf, pageOf, readCursor } from "../http/lists.ts";
import { json, problems } from "../http/openapi.ts";

const Place = z.object({ joinedAt: z.number(), peer: z.string() });

export const callLog = newRoutes();

callLog.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/calls/{c}/log",
    tags: ["Calls"],
    summary: "Who was in a call, when, and how good it was for them",
    description: "Each stay of each participant; it may be a moment behind the call.",
    middleware: [requireUser] as const,
    request: { params: CallParams, query: ListQuery },
    responses: {
      200: json(listOf(CallLogEntry.openapi("CallLogEntry")), "Stays, in the order in which they began"),
      ...problems(401, 403, 404, 422, 429),
    },
  }),
  async (c) => {
    const { w, c: call } = c.req.valid("param");
    const { cursor, limit } = c.req.valid("query");
    const after = readCursor(cursor, Place);
    unwrap(await c.env.WORKSPACE.getByName(w).seesInsideCall(actorOf(c), call));
    const rows = await callLogOf(database(c.env.DB), { workspace: w, call }, { after, limit: limit + 1 });
    const page = pageOf(rows, limit, ({ joinedAt, peer }) => ({ joinedAt, peer }));
    return c.json(page, 200);
  },
);

callLog.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/calls/{c}/call.ics",
    tags: ["Calls"],
    summary: "A planned call for a calendar",
    description:
      "An iCalendar file. Taken in again after the call was changed or cancelled, it changes what the calendar has.",
    middleware: [requireUser] as const,
    request: { params: CallParams },
    responses: {
      200: { description: "The file", content: { "text/calendar": { schema: z.string() } } },
      ...problems(401, 403, 404, 409, 422, 429),
    },
  }),
  async (c) => {
    const { w, c: id } = c.req.valid("param");
    const found = unwrap(await c.env.WORKSPACE.getByName(w).calendarCall(actorOf(c), id));
    const origin = originOf(c.req.url, c.get("settings"));
    const place = { url: `${origin}/w/${w}/calls/${id}`, hostname: new URL(origin).hostname };
    const headers = downloadHeaders(`${found.title}.ics`, "text/calendar; charset=utf-8; method=PUBLISH");
    return c.body(calendarOf(found, place), 200, headers);
  },
);
