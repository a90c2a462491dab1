import type { MiddlewareHandler } from "hono";
import { cors as honoCors } from "hono/cors";
import { settingsOf } from "../settings.ts";
import type { AppEnv } from "./context.ts";

/** Lets pages of the origins in CORS_ORIGINS call with cookies, and read the headers that carry meaning here. */
export const cors: MiddlewareHandler<AppEnv> = honoCors({
  origin: (origin, c) => (settingsOf(c.env).CORS_ORIGINS.includes(origin) ? origin : null),
  credentials: true,
  allowMethods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
  allowHeaders: ["Authorization", "Content-Type", "Idempotency-Key", "If-Match", "Range", "X-Api-Key", "X-Request-Id"],
  exposeHeaders: [
    "Accept-Ranges",
    "Content-Disposition",
    "Content-Range",
    "ETag",
    "Location",
    "RateLimit-Limit",
    "RateLimit-Policy",
    "RateLimit-Remaining",
    "RateLimit-Reset",
    "Retry-After",
    "Set-Auth-Token",
    "X-Request-Id",
  ],
  maxAge: 600,
});
