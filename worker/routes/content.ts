/** `/api/workspaces/:w/pages/:p/content`: a page's text as Markdown, while others write in it. */
import { createRoute, z } from "@hono/zod-openapi";
import { unwrap } from "../../durable-objects/room/errors.ts";
import { actorOf } from "../http/actor.ts";
import { newRoutes } from "../http/context.ts";
import { answerNewText, answerText, SETTING_TEXT, TEXT_ANSWER, TextHeaders } from "../http/doc-text.ts";
import { idempotent } from "../http/idempotency.ts";
import { requireUser } from "../http/identity.ts";
import { MARKDOWN_CONTENT, markdownBody } from "../http/markdown.ts";
import { problems } from "../http/openapi.ts";

const path = "/api/workspaces/{w}/pages/{p}/content";
const Params = z.object({ w: z.uuid(), p: z.uuid() });

export const content = newRoutes();

content.openapi(
  createRoute({
    method: "get",
    path,
    tags: ["Pages"],
    summary: "A page's text as Markdown",
    description:
      "What Markdown cannot say is left out; unknown nodes stand as code and come back when put again. A mention is a link to `ensemble:user/{id}`, `ensemble:task/{id}` or `ensemble:page/{id}`.",
    middleware: [requireUser] as const,
    request: { params: Params },
    responses: { 200: TEXT_ANSWER, ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    const { w, p } = c.req.valid("param");
    const page = unwrap(await c.env.WORKSPACE.getByName(w).page(actorOf(c), p, "doc.read"));
    return answerText(c, page.docId);
  },
);

content.openapi(
  createRoute({
    method: "put",
    path,
    tags: ["Pages"],
    summary: "Make a page's text say this Markdown",
    description: SETTING_TEXT,
    middleware: [requireUser, idempotent] as const,
    // Not `required`, which would insist on JSON; another type than these two, and no body, are refused all the same.
    request: { headers: TextHeaders, params: Params, body: { content: MARKDOWN_CONTENT } },
    responses: { 200: TEXT_ANSWER, ...problems(401, 403, 404, 409, 410, 412, 413, 422, 429, 503) },
  }),
  async (c) => {
    const { w, p } = c.req.valid("param");
    const actor = actorOf(c);
    const page = unwrap(await c.env.WORKSPACE.getByName(w).page(actor, p, "doc.write"));
    const markdown = await markdownBody(c);
    return answerNewText(c, page.docId, { user: actor.user, markdown, base: c.req.valid("header")["if-match"] });
  },
);
