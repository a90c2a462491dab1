/** `/api/me/sessions`: where the user is signed in, and signing out there. */
import { createRoute, z } from "@hono/zod-openapi";
import { RoomError } from "../../durable-objects/room/errors.ts";
import { database } from "../data/database.ts";
import { endSession, endSessions, listSessions } from "../data/sessions.ts";
import { newRoutes } from "../http/context.ts";
import { requireSession } from "../http/identity.ts";
import { ListQuery, listOf, readCursor, shownPageOf } from "../http/lists.ts";
import { json, problems } from "../http/openapi.ts";
import { tellRevocationsAfter } from "../http/tell-after.ts";

const Session = z
  .object({
    id: z.string(),
    current: z.boolean().meta({ description: "Whether this request came with it." }),
    createdAt: z.number().int(),
    usedAt: z.number().int().meta({ description: "When it was last prolonged, at most a day before its last use." }),
    expiresAt: z.number().int(),
    ipAddress: z.string().nullable(),
    userAgent: z.string().nullable(),
  })
  .openapi("Session");

const Ended = z.object({
  which: z.enum(["others", "all"]).default("others").meta({ description: "`all` ends the one asking, too." }),
});

export const sessions = newRoutes();

sessions.openapi(
  createRoute({
    method: "get",
    path: "/api/me/sessions",
    tags: ["Account"],
    summary: "Where one is signed in",
    middleware: [requireSession] as const,
    request: { query: ListQuery },
    responses: { 200: json(listOf(Session), "Sessions, newest first"), ...problems(401, 403, 422, 429) },
  }),
  async (c) => {
    const { cursor, limit } = c.req.valid("query");
    const before = readCursor(cursor, z.string());
    const rows = await listSessions(database(c.env.DB), c.get("user").id, Date.now(), before, limit + 1);
    const current = c.get("identity")?.session;
    const page = shownPageOf(
      rows,
      limit,
      (row) => ({
        id: row.id,
        current: row.id === current,
        createdAt: row.createdAt.getTime(),
        usedAt: row.updatedAt.getTime(),
        expiresAt: row.expiresAt.getTime(),
        ipAddress: row.ipAddress || null,
        userAgent: row.userAgent || null,
      }),
      (row) => row.id,
    );
    return c.json(page, 200);
  },
);

sessions.openapi(
  createRoute({
    method: "delete",
    path: "/api/me/sessions",
    tags: ["Account"],
    summary: "Sign out everywhere",
    middleware: [requireSession, tellRevocationsAfter] as const,
    request: { query: Ended },
    responses: { 204: { description: "Signed out" }, ...problems(401, 403, 422, 429) },
  }),
  async (c) => {
    const spared = c.req.valid("query").which === "others" ? (c.get("identity")?.session ?? null) : null;
    await endSessions(database(c.env.DB), c.get("user").id, spared);
    return c.body(null, 204);
  },
);

sessions.openapi(
  createRoute({
    method: "delete",
    path: "/api/me/sessions/{session}",
    tags: ["Account"],
    summary: "Sign out in one place",
    middleware: [requireSession, tellRevocationsAfter] as const,
    request: { params: z.object({ session: z.uuid() }) },
    responses: { 204: { description: "Signed out" }, ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    const ended = await endSession(database(c.env.DB), c.get("user").id, c.req.valid("param").session);
    if (!ended) throw new RoomError("not_found", "You have no such session.");
    return c.body(null, 204);
  },
);
