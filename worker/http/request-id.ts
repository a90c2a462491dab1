import type { MiddlewareHandler } from "hono";
import { newId } from "../../durable-objects/room/id.ts";
import type { AppEnv } from "./context.ts";

const WELL_FORMED = /^[\w-]{8,64}$/;

/** Gives each request an id, or keeps the one a proxy gave it, and tells it in `X-Request-Id`. */
export const requestId: MiddlewareHandler<AppEnv> = async (c, next) => {
  const given = c.req.header("x-request-id");
  const id = given && WELL_FORMED.test(given) ? given : newId();
  c.set("requestId", id);
  await next();
  c.header("X-Request-Id", id);
};
