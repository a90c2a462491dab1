/** What is owed to a user's workspaces after a request is told at once, beside the answer; should that fail, by cron. */
import type { MiddlewareHandler } from "hono";
import type { Bindings } from "../env.ts";
import { tellProfiles } from "../jobs/tell-profiles.ts";
import { tellRevocations } from "../jobs/tell-revocations.ts";
import type { AppEnv } from "./context.ts";
import { log } from "./logs.ts";

/** For requests that may end a session or a key. */
export const tellRevocationsAfter: MiddlewareHandler<AppEnv> = tellAfter("revocations", tellRevocations);

/** For requests that may change a user's name. */
export const tellProfilesAfter: MiddlewareHandler<AppEnv> = tellAfter("profiles", tellProfiles);

function tellAfter(what: string, tell: (env: Bindings) => Promise<number>): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    await next();
    if (c.req.method === "GET" || !c.res.ok) return;
    const requestId = c.get("requestId");
    c.executionCtx.waitUntil(
      tell(c.env).catch((error: unknown) => {
        log("warn", "telling_put_off", { requestId, what, name: error instanceof Error ? error.name : "unknown" });
      }),
    );
  };
}
