import type { MiddlewareHandler } from "hono";
import { tellRevocations } from "../jobs/tell-revocations.ts";
import type { AppEnv } from "./context.ts";
import { log } from "./logs.ts";

/**
 * After a request that may have ended a session or a key, tells the workspaces at once, beside the answer. Should that
 * fail, cron does it: what is owed is in D1.
 */
export const tellRevocationsAfter: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  if (c.req.method === "GET" || !c.res.ok) return;
  const requestId = c.get("requestId");
  c.executionCtx.waitUntil(
    tellRevocations(c.env).catch((error: unknown) => {
      log("warn", "revocations_put_off", { requestId, name: error instanceof Error ? error.name : "unknown" });
    }),
  );
};
