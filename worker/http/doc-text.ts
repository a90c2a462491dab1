/** A doc's text over HTTP, as Markdown, while others write in it. */
import type { Context } from "hono";
import { z } from "zod";
import { parseMarkdown } from "../../durable-objects/doc/text/parse.ts";
import { type Blocks, packBlocks, unpackBlocks } from "../../durable-objects/doc/text/tree.ts";
import { writeMarkdown } from "../../durable-objects/doc/text/write.ts";
import { unwrap } from "../../durable-objects/room/errors.ts";
import type { AppEnv } from "./context.ts";
import { IdempotencyHeader } from "./idempotency.ts";
import { asksFor, MARKDOWN_CONTENT, markdownAnswer } from "./markdown.ts";

/** The headers of a request that sets a text. */
export const TextHeaders = IdempotencyHeader.extend({
  "if-match": z.string().max(200).optional().meta({ description: "The `ETag` of the text that was changed." }),
});

/** An answer with a text, for a route's description. */
export const TEXT_ANSWER = { description: "The text; as JSON when `Accept` asks for it", content: MARKDOWN_CONTENT };

/** What setting a text does, for a route's description. */
export const SETTING_TEXT =
  "The smallest edit that does it, by you: what others type at the same time is kept. With `If-Match` and the `ETag` of the text you changed, what others wrote since you read it is kept too, and merged with your change; then use an `Idempotency-Key` as well, so that a retry cannot act twice.";

/** Compression on the way makes an `ETag` a weak one (RFC 9110 §8.8.3); for us it names the same text. */
const QUOTED_TAG = /^(?:W\/)?"(.*)"$/;

/** Answers with what the doc says. @throws RoomError as the doc refuses */
export async function answerText(c: Context<AppEnv>, docId: string): Promise<ReturnType<typeof answerEdition>> {
  return answerEdition(c, unwrap(await c.env.DOC.getByName(docId).text()));
}

/**
 * Makes the doc say `markdown`, as an edit by `user`, and answers with what it says then. `base` is the header
 * `If-Match`, where there is one.
 * @throws RoomError as the doc refuses
 */
export async function answerNewText(
  c: Context<AppEnv>,
  docId: string,
  { user, markdown, base }: { user: string; markdown: string; base: string | undefined },
): Promise<ReturnType<typeof answerEdition>> {
  const wanted = packBlocks(parseMarkdown(markdown));
  const edition = base?.replace(QUOTED_TAG, "$1") ?? null;
  return answerEdition(c, unwrap(await c.env.DOC.getByName(docId).setText(user, wanted, edition)));
}

/** Answers with an empty text, of a doc that is not there yet. */
export function answerNoText(c: Context<AppEnv>) {
  return answerMarkdown(c, "");
}

function answerEdition(c: Context<AppEnv>, { blocks, edition }: { blocks: Blocks; edition: string }) {
  c.header("etag", `"${edition}"`);
  return answerMarkdown(c, writeMarkdown(unpackBlocks(blocks)));
}

function answerMarkdown(c: Context<AppEnv>, markdown: string) {
  return asksFor(c, "application/json") ? c.json({ markdown }, 200) : markdownAnswer(c, markdown);
}
