/** `GET /api/health`: is this worker there, and does D1 answer. */
import { createRoute, z } from "@hono/zod-openapi";
import { pingDatabase } from "../data/health.ts";
import { newRoutes } from "../http/context.ts";
import { json } from "../http/openapi.ts";

const Health = z
  .object({
    status: z.enum(["ok", "degraded"]),
    version: z.string().meta({ description: "The deployed version's id, or `local`." }),
    database: z.enum(["ok", "unreachable"]),
  })
  .openapi("Health");

export const health = newRoutes();

health.openapi(
  createRoute({
    method: "get",
    path: "/api/health",
    tags: ["Server"],
    summary: "Whether the server and its database answer",
    security: [],
    responses: {
      200: json(Health, "All is well"),
      503: json(Health, "The server runs, its database does not answer"),
    },
  }),
  async (c) => {
    const reachable = await pingDatabase(c.env.DB);
    const version = c.env.VERSION.id || "local";
    return reachable
      ? c.json({ status: "ok" as const, version, database: "ok" as const }, 200)
      : c.json({ status: "degraded" as const, version, database: "unreachable" as const }, 503);
  },
);
