/** `/api/auth/*`: better-auth's own routes. */
import { authFor } from "../accounts/auth.ts";
import { newRoutes } from "../http/context.ts";

export const accounts = newRoutes();

accounts.on(["GET", "POST"], "/api/auth/*", (c) =>
  authFor(c.env, c.get("settings"), c.req.url).handler(withoutLoneFetchMode(c.req.raw)),
);

/**
 * Node's own fetch sends `Sec-Fetch-Mode` and no `Origin`, and better-auth would take it for a browser that hides where
 * it comes from. Every browser that sends `Sec-Fetch-Mode` sends `Sec-Fetch-Site` with it (Fetch Metadata §2), so
 * without that one it says nothing.
 */
function withoutLoneFetchMode(request: Request): Request {
  if (request.headers.has("sec-fetch-site") || !request.headers.has("sec-fetch-mode")) return request;
  const headers = new Headers(request.headers);
  headers.delete("sec-fetch-mode");
  return new Request(request, { headers });
}
