/** `/api/workspaces/:w/pages/:p/content`: a page's text as Markdown, while others write in it. */
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { parseMarkdown } from "../../durable-objects/doc/text/parse.ts";
import { type Blocks, packBlocks, unpackBlocks } from "../../durable-objects/doc/text/tree.ts";
import { writeMarkdown } from "../../durable-objects/doc/text/write.ts";
import { unwrap } from "../../durable-objects/room/errors.ts";
import { actorOf } from "../http/actor.ts";
import { type AppEnv, newRoutes } from "../http/context.ts";
import { IdempotencyHeader, idempotent } from "../http/idempotency.ts";
import { requireUser } from "../http/identity.ts";
import { asksFor, MARKDOWN_CONTENT, markdownAnswer, markdownBody } from "../http/markdown.ts";
import { problems } from "../http/openapi.ts";

const path = "/api/workspaces/{w}/pages/{p}/content";
const Params = z.object({ w: z.uuid(), p: z.uuid() });
const TextHeaders = IdempotencyHeader.extend({
  "if-match": z.string().max(200).optional().meta({ description: "The `ETag` of the text that was changed." }),
});
/** Compression on the way makes an `ETag` a weak one (RFC 9110 §8.8.3); for us it names the same text. */
const QUOTED_TAG = /^(?:W\/)?"(.*)"$/;
const answer = { description: "The text; as JSON when `Accept` asks for it", content: MARKDOWN_CONTENT };

export const content = newRoutes();

content.openapi(
  createRoute({
    method: "get",
    path,
    tags: ["Pages"],
    summary: "A page's text as Markdown",
    description: "What Markdown cannot say is left out; unknown nodes stand as code and come back when put again.",
    middleware: [requireUser] as const,
    request: { params: Params },
    responses: { 200: answer, ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    const { w, p } = c.req.valid("param");
    const page = unwrap(await c.env.WORKSPACE.getByName(w).page(actorOf(c), p, "doc.read"));
    return answerText(c, unwrap(await c.env.DOC.getByName(page.docId).text()));
  },
);

content.openapi(
  createRoute({
    method: "put",
    path,
    tags: ["Pages"],
    summary: "Make a page's text say this Markdown",
    description:
      "The smallest edit that does it, by you: what others type at the same time is kept. With `If-Match` and the `ETag` of the text you changed, what others wrote since you read it is kept too, and merged with your change; then use an `Idempotency-Key` as well, so that a retry cannot act twice.",
    middleware: [requireUser, idempotent] as const,
    // Not `required`, which would insist on JSON; another type than these two, and no body, are refused all the same.
    request: { headers: TextHeaders, params: Params, body: { content: MARKDOWN_CONTENT } },
    responses: { 200: answer, ...problems(401, 403, 404, 409, 410, 412, 413, 422, 429, 503) },
  }),
  async (c) => {
    const { w, p } = c.req.valid("param");
    const actor = actorOf(c);
    const page = unwrap(await c.env.WORKSPACE.getByName(w).page(actor, p, "doc.write"));
    const wanted = packBlocks(parseMarkdown(await markdownBody(c)));
    const base = c.req.valid("header")["if-match"]?.replace(QUOTED_TAG, "$1") ?? null;
    return answerText(c, unwrap(await c.env.DOC.getByName(page.docId).setText(actor.user, wanted, base)));
  },
);

function answerText(c: Context<AppEnv>, { blocks, edition }: { blocks: Blocks; edition: string }) {
  const markdown = writeMarkdown(unpackBlocks(blocks));
  c.header("etag", `"${edition}"`);
  return asksFor(c, "application/json") ? c.json({ markdown }, 200) : markdownAnswer(c, markdown);
}
