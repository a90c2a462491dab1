import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "./context.ts";
import { SECURITY_HEADERS } from "./security-policy.ts";

const POLICY = "Content-Security-Policy";

/**
 * Adds {@link SECURITY_HEADERS}, save to the switch to a WebSocket, whose headers are the runtime's, and a stricter policy
 * that a route has for its content; and what the API answers is kept by no cache unless its route says otherwise.
 */
export const securityHeaders: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  if (c.res.status === 101) return;
  if (c.req.path.startsWith("/api/") && !c.res.headers.has("cache-control")) c.header("Cache-Control", "no-store");
  const policy = c.res.headers.get(POLICY);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) c.header(name, value);
  if (policy !== null) c.header(POLICY, policy);
};
