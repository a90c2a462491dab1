/** `/api/auth/*`: better-auth's own routes. */
import { authFor } from "../accounts/auth.ts";
import { newRoutes } from "../http/context.ts";

export const accounts = newRoutes();

accounts.on(["GET", "POST"], "/api/auth/*", (c) => authFor(c.env, c.get("settings"), c.req.url).handler(c.req.raw));
