/** What every request carries through the app. */
import { OpenAPIHono } from "@hono/zod-openapi";
import { RoomError } from "../../durable-objects/room/errors.ts";
import type { Bindings } from "../env.ts";
import type { Settings } from "../settings.ts";
import { issuesToErrors } from "./problem.ts";

export interface User {
  id: string;
  name: string;
  email: string;
  emailVerified: boolean;
  image: string | null;
  /** Stands above workspaces: asked for by SUPERADMIN_EMAIL, and counted once that address is proven. */
  superadmin: boolean;
}

/** What an API key may do: `read` and `write` go by method, `admin` is asked for by the routes that need it. */
export const SCOPES = ["read", "write", "admin"] as const;
export type Scope = (typeof SCOPES)[number];

export interface Identity {
  user: User;
  /** What authenticated the request: a session's id, or `key:` and an API key's id. */
  session: string;
  /** Null for a session, which may do all that its user may. */
  scopes: readonly Scope[] | null;
  /** How it was shown; only a cookie is sent by browsers unasked, so only a cookie needs its origin checked. */
  by: "cookie" | "bearer" | "key";
}

export interface AppEnv {
  Bindings: Bindings;
  Variables: {
    requestId: string;
    settings: Settings;
    /** Null when signed out. */
    identity: Identity | null;
    /** Who is signed in; set by `requireUser`. */
    user: User;
    /** The id for the object a create makes; set by `idempotent`, the same again for a retry. */
    creation: string;
  };
}

/** A set of routes: one file per noun. Bad input is answered 422 with one entry in `errors` for each fault. */
export function newRoutes(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({
    defaultHook: (result) => {
      if (result.success) return;
      throw new RoomError(
        "invalid",
        "Some of what was sent is not right.",
        issuesToErrors(result.error, result.target),
      );
    },
  });
}
