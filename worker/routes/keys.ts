/**
 * `/api/me/keys`: API keys. A table of our own and not `@better-auth/api-key`: that one writes to D1 on every request
 * a key makes, and has routes of its own under `/api/auth`, which would pass by our scopes and audit.
 */
import { createRoute, z } from "@hono/zod-openapi";
import { RoomError } from "../../durable-objects/room/errors.ts";
import { typedLine } from "../../durable-objects/room/text.ts";
import { makeKey, Scopes } from "../accounts/keys.ts";
import { countKeys, insertKey, listKeys, revokeKey } from "../data/api-keys.ts";
import { database } from "../data/database.ts";
import { newRoutes, SCOPES } from "../http/context.ts";
import { IdempotencyHeader, idempotent } from "../http/idempotency.ts";
import { requireSession } from "../http/identity.ts";
import { ListQuery, listOf, readCursor, shownPageOf } from "../http/lists.ts";
import { json, jsonBody, problems } from "../http/openapi.ts";
import { tellRevocationsAfter } from "../http/tell-after.ts";

/** Keys of one user that can be used. */
const MAX_KEYS = 50;

const Key = z
  .object({
    id: z.string(),
    name: z.string(),
    start: z.string().meta({ description: "The key's first characters." }),
    scopes: z.array(z.enum(SCOPES)),
    createdAt: z.number().int(),
    expiresAt: z.number().int().nullable(),
    lastUsedAt: z.number().int().nullable().meta({ description: "To the minute." }),
  })
  .openapi("ApiKey");

const NewKey = z
  .object({
    name: typedLine(100),
    scopes: Scopes.default(["read", "write"]).meta({
      description: "`read` and `write` go by the request's method; `admin` is for members, invitations and deletion.",
    }),
    expiresAt: z.number().int().nullable().default(null).meta({ description: "ms since 1970; null for never." }),
  })
  .openapi("NewApiKey");

const MadeKey = Key.extend({ key: z.string().meta({ description: "The key itself, shown this once." }) }).openapi(
  "MadeApiKey",
);

export const keys = newRoutes();

keys.openapi(
  createRoute({
    method: "get",
    path: "/api/me/keys",
    tags: ["Account"],
    summary: "One's API keys",
    middleware: [requireSession] as const,
    request: { query: ListQuery },
    responses: { 200: json(listOf(Key), "Keys that were not revoked, newest first"), ...problems(401, 403, 422, 429) },
  }),
  async (c) => {
    const { cursor, limit } = c.req.valid("query");
    const before = readCursor(cursor, z.string());
    const rows = await listKeys(database(c.env.DB), c.get("user").id, before, limit + 1);
    const page = shownPageOf(
      rows,
      limit,
      ({ id, name, start, scopes, createdAt, expiresAt, lastUsedAt }) => ({
        id,
        name,
        start,
        scopes: Scopes.parse(scopes),
        createdAt,
        expiresAt,
        lastUsedAt,
      }),
      (row) => row.id,
    );
    return c.json(page, 200);
  },
);

keys.openapi(
  createRoute({
    method: "post",
    path: "/api/me/keys",
    tags: ["Account"],
    summary: "Make an API key",
    middleware: [requireSession, idempotent] as const,
    request: { headers: IdempotencyHeader, body: jsonBody(NewKey) },
    responses: { 201: json(MadeKey, "The key"), ...problems(401, 403, 409, 422, 429) },
  }),
  async (c) => {
    const { name, scopes, expiresAt } = c.req.valid("json");
    const now = Date.now();
    if (expiresAt !== null && expiresAt <= now) {
      throw new RoomError("invalid", "This key would be expired at once.", [
        { path: "expiresAt", message: "Use a time to come" },
      ]);
    }
    const db = database(c.env.DB);
    const owner = c.get("user").id;
    if ((await countKeys(db, owner, now)) >= MAX_KEYS) {
      throw new RoomError("limit_reached", `You have ${MAX_KEYS} keys. Revoke one first.`);
    }
    const { key, hash, start } = await makeKey();
    const made = { id: c.get("creation"), name, start, scopes, createdAt: now, expiresAt };
    await insertKey(db, { ...made, user: owner, hash });
    return c.json({ ...made, lastUsedAt: null, key }, 201);
  },
);

keys.openapi(
  createRoute({
    method: "delete",
    path: "/api/me/keys/{key}",
    tags: ["Account"],
    summary: "Revoke an API key",
    middleware: [requireSession, tellRevocationsAfter] as const,
    request: { params: z.object({ key: z.uuid() }) },
    responses: { 204: { description: "Revoked" }, ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    const revoked = await revokeKey(database(c.env.DB), c.get("user").id, c.req.valid("param").key, Date.now());
    if (!revoked) throw new RoomError("not_found", "You have no such key.");
    return c.body(null, 204);
  },
);
