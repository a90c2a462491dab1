/** `GET /api/providers`: with whom one may sign in here besides a password, for the page to offer. */
import { createRoute, z } from "@hono/zod-openapi";
import { socialProviders } from "../accounts/social.ts";
import { newRoutes } from "../http/context.ts";
import { json, problems } from "../http/openapi.ts";

const Provider = z.object({ id: z.string(), name: z.string() }).openapi("Provider");

export const providers = newRoutes();

providers.openapi(
  createRoute({
    method: "get",
    path: "/api/providers",
    tags: ["Account"],
    summary: "The configured sign-in providers",
    security: [],
    responses: { 200: json(z.object({ items: z.array(Provider) }), "None where none is configured"), ...problems(429) },
  }),
  (c) => {
    const items = socialProviders(c.get("settings")).map(({ providerId, name }) => ({
      id: providerId,
      name: name ?? providerId,
    }));
    return c.json({ items }, 200);
  },
);
