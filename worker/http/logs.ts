/** One line of JSON per request, and one metric. Neither holds a path, a query, a body or a secret. */
import type { MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import type { AppEnv } from "./context.ts";

export type LogLevel = "info" | "warn" | "error";

/** Writes one line of JSON. `fields` must hold no secret, ticket, message body or address of a person. */
export function log(level: LogLevel, event: string, fields: Record<string, unknown>): void {
  console[level](JSON.stringify({ level, event, at: Date.now(), ...fields }));
}

/** Where the app's own middleware stands, which says nothing of what was asked for. */
const EVERYWHERE: ReadonlySet<string> = new Set(["/*", "/api/*"]);

/** Logs each request under its route's pattern (a path may hold an invitation's token), and counts it in METRICS. */
export const requestLog: MiddlewareHandler<AppEnv> = async (c, next) => {
  const started = Date.now();
  await next();
  const route = matchedRoutes(c).findLast(({ path }) => !EVERYWHERE.has(path))?.path ?? "none";
  const { method } = c.req;
  const { status } = c.res;
  const ms = Date.now() - started;
  const user = c.get("identity")?.user.id;
  log(status >= 500 ? "error" : "info", "request", { requestId: c.get("requestId"), method, route, status, ms, user });
  c.env.METRICS.writeDataPoint({
    indexes: [route],
    blobs: ["request", method, route, String(status), c.env.VERSION?.id ?? ""],
    doubles: [ms, 1],
  });
};
