/** `/api/me`: the signed-in user. */
import { createRoute, z } from "@hono/zod-openapi";
import { ProfileImage, ProfileName } from "../accounts/profile.ts";
import { database } from "../data/database.ts";
import { updateProfile } from "../data/users.ts";
import { newRoutes } from "../http/context.ts";
import { requireSession } from "../http/identity.ts";
import { json, jsonBody, problems } from "../http/openapi.ts";
import { tellProfilesAfter } from "../http/tell-after.ts";

export const Me = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    emailVerified: z.boolean(),
    image: z.string().nullable(),
    superadmin: z.boolean(),
  })
  .openapi("Me");

const ProfileChange = z
  .object({
    name: ProfileName.optional(),
    image: ProfileImage.nullable().optional(),
  })
  .openapi("ProfileChange");

export const me = newRoutes();

me.openapi(
  createRoute({
    method: "get",
    path: "/api/me",
    tags: ["Account"],
    summary: "Who is signed in",
    responses: { 200: json(z.object({ user: Me.nullable() }), "The user; null when signed out"), ...problems(429) },
  }),
  (c) => c.json({ user: c.get("identity")?.user ?? null }, 200),
);

me.openapi(
  createRoute({
    method: "patch",
    path: "/api/me",
    tags: ["Account"],
    summary: "Change one's name or picture",
    middleware: [requireSession, tellProfilesAfter] as const,
    request: { body: jsonBody(ProfileChange) },
    responses: { 200: json(z.object({ user: Me }), "The user as it is now"), ...problems(401, 403, 422, 429) },
  }),
  async (c) => {
    const user = c.get("user");
    const change = c.req.valid("json");
    await updateProfile(database(c.env.DB), user.id, change, Date.now());
    const { name = user.name, image = user.image } = change;
    return c.json({ user: { ...user, name, image } }, 200);
  },
);
