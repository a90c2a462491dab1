import type { MiddlewareHandler } from "hono";
import { RoomError } from "../../durable-objects/room/errors.ts";
import { SettingsError, settingsOf } from "../settings.ts";
import type { AppEnv } from "./context.ts";
import { log } from "./logs.ts";

/** Sets `c.get("settings")`. Wrong settings answer 503 everywhere; which ones is for the log only. */
export const readSettings: MiddlewareHandler<AppEnv> = async (c, next) => {
  try {
    c.set("settings", settingsOf(c.env));
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    log("error", "settings_wrong", { requestId: c.get("requestId"), problems: error.problems });
    throw new RoomError("unavailable", "This server's settings are wrong; its log says which.");
  }
  await next();
};
