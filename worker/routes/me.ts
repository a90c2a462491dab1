/** `/api/me`: the signed-in user. */
import { createRoute, z } from "@hono/zod-openapi";
import { RoomError } from "../../durable-objects/room/errors.ts";
import { leaveEverywhere } from "../accounts/departure.ts";
import { MAX_PASSWORD_LENGTH, verifyPassword } from "../accounts/password.ts";
import { ProfileImage, ProfileName } from "../accounts/profile.ts";
import { database } from "../data/database.ts";
import { deleteUser, passwordOf, updateProfile } from "../data/users.ts";
import { actorOf } from "../http/actor.ts";
import { newRoutes } from "../http/context.ts";
import { requireSession } from "../http/identity.ts";
import { json, jsonBody, problems } from "../http/openapi.ts";
import { sensitive } from "../http/rate-limit.ts";
import { eraseInboxAfter, tellProfilesAfter, tellRevocationsAfter } from "../http/tell-after.ts";

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

me.openapi(
  createRoute({
    method: "delete",
    path: "/api/me",
    tags: ["Account"],
    summary: "Delete one's account, for good",
    description:
      "One leaves every workspace first. Where one is the only owner of others, it must be handed over or deleted before; a workspace with nobody else in it is marked for deletion in 30 days. What one wrote stays.",
    middleware: [requireSession, sensitive("sign-in"), tellRevocationsAfter, eraseInboxAfter] as const,
    request: {
      body: jsonBody(
        z
          .object({ password: z.string().max(MAX_PASSWORD_LENGTH).nullable() })
          .openapi("AccountDeletion", { description: "`null` for whoever has no password." }),
      ),
    },
    responses: { 204: { description: "There is no such account any more" }, ...problems(401, 403, 409, 422, 429, 503) },
  }),
  async (c) => {
    const db = database(c.env.DB);
    const { id } = c.get("user");
    const { password } = c.req.valid("json");
    const hash = await passwordOf(db, id);
    if (hash !== null && !(await verifyPassword({ hash, password: password ?? "" }))) {
      throw new RoomError("invalid", "That is not your password.", [
        { path: "password", message: "That is not your password" },
      ]);
    }
    await leaveEverywhere(c.env, actorOf(c));
    await deleteUser(db, id, Date.now());
    return c.body(null, 204);
  },
);
