/** What is owed to a user's workspaces after a request is told at once, beside the answer; should that fail, by cron. */
import type { Context, MiddlewareHandler } from "hono";
import type { Bindings } from "../env.ts";
import { eraseInboxes } from "../jobs/erase-inboxes.ts";
import { tellProfiles } from "../jobs/tell-profiles.ts";
import { tellRevocations } from "../jobs/tell-revocations.ts";
import type { AppEnv } from "./context.ts";
import { log } from "./logs.ts";

const changed = (c: Context<AppEnv>) => c.req.method !== "GET" && c.res.ok;
const followed = (c: Context<AppEnv>) => c.res.status < 400;

/** For requests that may end a session or a key. */
export const tellRevocationsAfter: MiddlewareHandler<AppEnv> = tellAfter("revocations", tellRevocations, changed);

/** For requests that delete an account. */
export const eraseInboxAfter: MiddlewareHandler<AppEnv> = tellAfter("inbox erasures", eraseInboxes, changed);

/** For requests that may change a user's name. */
export const tellProfilesAfter: MiddlewareHandler<AppEnv> = tellAfter("profiles", tellProfiles, changed);

/** For links in mails, which are followed and lead on: they may change a user's address. */
export const tellProfilesAfterLink: MiddlewareHandler<AppEnv> = tellAfter("profiles", tellProfiles, followed);

function tellAfter(
  what: string,
  tell: (env: Bindings) => Promise<number>,
  when: (c: Context<AppEnv>) => boolean,
): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    await next();
    if (!when(c)) return;
    const requestId = c.get("requestId");
    c.executionCtx.waitUntil(
      tell(c.env).catch((error: unknown) => {
        log("warn", "telling_put_off", { requestId, what, name: error instanceof Error ? error.name : "unknown" });
      }),
    );
  };
}
