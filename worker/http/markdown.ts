/** Markdown in and out: plain as `text/markdown`, or within JSON. */
import type { Context } from "hono";
import { z } from "zod";
import { TEXT_LIMITS } from "../../durable-objects/doc/limits.ts";
import { RoomError } from "../../durable-objects/room/errors.ts";
import type { AppEnv } from "./context.ts";
import { issuesToErrors } from "./problem.ts";

const TYPE = "text/markdown; charset=utf-8";

export const MarkdownDocument = z.object({ markdown: z.string() });

/** Both forms, for the description of a body or an answer. */
export const MARKDOWN_CONTENT = {
  "text/markdown": { schema: z.string() },
  "application/json": { schema: MarkdownDocument },
} as const;

/** Whether the client asks for this media type by its name. */
export function asksFor(c: Context<AppEnv>, type: "text/markdown" | "application/json"): boolean {
  return (c.req.header("accept") ?? "").toLowerCase().includes(type);
}

/** Answers plain Markdown. */
export function markdownAnswer(c: Context<AppEnv>, markdown: string): Response {
  return c.body(markdown, 200, { "content-type": TYPE });
}

/**
 * Reads a body that a route has declared with {@link MARKDOWN_CONTENT}.
 * @throws RoomError `invalid` when there is none, `too_large` above the limit.
 */
export async function markdownBody(c: Context<AppEnv>): Promise<string> {
  const isPlain = c.req.header("content-type")?.toLowerCase().startsWith("text/markdown");
  const body = isPlain ? { markdown: await c.req.text() } : await c.req.json().catch(() => null);
  const parsed = MarkdownDocument.safeParse(body);
  if (!parsed.success) {
    throw new RoomError("invalid", "Send the Markdown, as it is or as JSON.", issuesToErrors(parsed.error));
  }
  const { markdown } = parsed.data;
  if (new TextEncoder().encode(markdown).length > TEXT_LIMITS.markdownBytes) {
    throw new RoomError("too_large", `The Markdown may be at most ${TEXT_LIMITS.markdownBytes} bytes.`);
  }
  return markdown;
}
