import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "./context.ts";

/**
 * Takes a POST's body of no bytes for no body, whatever type it is said to have. Browsers and programs send
 * `Content-Length: 0` with a POST that has none, and workerd makes an empty stream of it, which would be refused for
 * being no JSON. A PUT or PATCH says what shall be, so there an empty body stays one.
 */
export const withoutEmptyBody: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (c.req.method === "POST" && c.req.header("content-length") === "0") {
    const headers = new Headers(c.req.raw.headers);
    headers.delete("content-type");
    c.req.raw = new Request(c.req.raw, { headers, body: null });
  }
  await next();
};
