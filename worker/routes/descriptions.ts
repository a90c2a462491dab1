/** `…/tasks/:t/description`: what a task says of itself, as Markdown; the text of a doc that is made on first need. */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { unwrap } from "../../durable-objects/room/errors.ts";
import { actorOf } from "../http/actor.ts";
import { type AppEnv, newRoutes } from "../http/context.ts";
import { answerNewText, answerNoText, answerText, SETTING_TEXT, TEXT_ANSWER, TextHeaders } from "../http/doc-text.ts";
import { idempotent } from "../http/idempotency.ts";
import { requireUser } from "../http/identity.ts";
import { MARKDOWN_CONTENT, markdownBody } from "../http/markdown.ts";
import { json, problems } from "../http/openapi.ts";
import { TASK_PLACES, type TaskParams, taskAt } from "../http/task-places.ts";

const Doc = z
  .object({ docId: z.string().meta({ description: "Open it as the room `doc/{docId}`." }) })
  .openapi("DescriptionDoc");

export const descriptions = newRoutes();
for (const { path, params } of TASK_PLACES) addRoutes(descriptions, `${path}/description`, params);

function addRoutes(routes: OpenAPIHono<AppEnv>, path: string, params: TaskParams): void {
  routes.openapi(
    createRoute({
      method: "get",
      path,
      tags: ["Tasks"],
      summary: "A task's description as Markdown",
      description: "Empty, and without an `ETag`, for a task that was never described.",
      middleware: [requireUser] as const,
      request: { params },
      responses: { 200: TEXT_ANSWER, ...problems(401, 403, 404, 422, 429) },
    }),
    async (c) => {
      const { w, at } = taskAt(c.req.valid("param"));
      const { docId } = unwrap(await c.env.WORKSPACE.getByName(w).task(actorOf(c), at));
      return docId === null ? answerNoText(c) : answerText(c, docId);
    },
  );

  routes.openapi(
    createRoute({
      method: "put",
      path,
      tags: ["Tasks"],
      summary: "Make a task's description say this Markdown",
      description: SETTING_TEXT,
      middleware: [requireUser, idempotent] as const,
      // Not `required`, which would insist on JSON; another type than these two, and no body, are refused all the same.
      request: { headers: TextHeaders, params, body: { content: MARKDOWN_CONTENT } },
      responses: { 200: TEXT_ANSWER, ...problems(401, 403, 404, 409, 410, 412, 413, 422, 429, 503) },
    }),
    async (c) => {
      const { w, at } = taskAt(c.req.valid("param"));
      const actor = actorOf(c);
      const room = c.env.WORKSPACE.getByName(w);
      unwrap(await room.writableTask(actor, at));
      const markdown = await markdownBody(c);
      const { docId } = unwrap(await room.describe(actor, at));
      return answerNewText(c, docId, { user: actor.user, markdown, base: c.req.valid("header")["if-match"] });
    },
  );

  routes.openapi(
    createRoute({
      method: "post",
      path,
      tags: ["Tasks"],
      summary: "The doc of a task's description, made if there is none yet",
      middleware: [requireUser] as const,
      request: { params },
      responses: {
        200: json(Doc, "The doc there is"),
        201: json(Doc, "The doc, made now"),
        ...problems(401, 403, 404, 409, 422, 429, 503),
      },
    }),
    async (c) => {
      const { w, at } = taskAt(c.req.valid("param"));
      const { docId, made } = unwrap(await c.env.WORKSPACE.getByName(w).describe(actorOf(c), at));
      return made ? c.json({ docId }, 201) : c.json({ docId }, 200);
    },
  );
}
