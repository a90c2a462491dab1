import type { Context } from "hono";
import { RoomError } from "../../durable-objects/room/errors.ts";
import type { Actor } from "../../durable-objects/workspace/actor.ts";
import type { AppEnv } from "./context.ts";

/** Who asks, as a workspace is told of them. @throws RoomError `not_authenticated` when signed out */
export function actorOf(c: Context<AppEnv>): Actor {
  const identity = c.get("identity");
  if (!identity) throw new RoomError("not_authenticated", "Sign in first.");
  const { user, session } = identity;
  const { id, name, email, image, superadmin } = user;
  return { user: id, name, email, ...(image === null ? {} : { image }), session, superadmin };
}
