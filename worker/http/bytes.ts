import type { Context } from "hono";
import type { AppEnv } from "./context.ts";

/** Answers plain bytes. */
export function bytesAnswer(c: Context<AppEnv>, bytes: Uint8Array): Response {
  return c.body(new Uint8Array(bytes), 200, { "content-type": "application/octet-stream" });
}
