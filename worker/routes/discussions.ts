/** `/api/workspaces/:w/{tasks,pages,calls}/:id/discussion`: what is talked about a task or page, and the chat of a call. */
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { RoomError, unwrap } from "../../durable-objects/room/errors.ts";
import { newId } from "../../durable-objects/room/id.ts";
import type { Subject } from "../../durable-objects/workspace/conversations/discussing.ts";
import { actorOf } from "../http/actor.ts";
import { type AppEnv, newRoutes } from "../http/context.ts";
import { ConversationView } from "../http/conversation-access.ts";
import { requireUser } from "../http/identity.ts";
import { json, problems } from "../http/openapi.ts";

/** What may be discussed: each under an address of its own. */
const SUBJECTS = [
  {
    type: "task",
    path: "/api/workspaces/{w}/tasks/{t}/discussion",
    params: z.object({ w: z.uuid(), t: z.string().min(1).max(64).meta({ description: "By id or key" }) }),
    hearers: "The followers of the task hear of what is said.",
  },
  {
    type: "page",
    path: "/api/workspaces/{w}/pages/{t}/discussion",
    params: z.object({ w: z.uuid(), t: z.uuid() }),
    hearers: "The followers of the page hear of what is said.",
  },
  {
    type: "call",
    path: "/api/workspaces/{w}/calls/{t}/discussion",
    params: z.object({ w: z.uuid(), t: z.uuid() }),
    hearers: "It is its chat: unread for those in the call, and heard of elsewhere by whom it mentions.",
  },
] as const;

export const discussions = newRoutes();

for (const { type, path, params, hearers } of SUBJECTS) {
  discussions.openapi(
    createRoute({
      method: "get",
      path,
      tags: ["Conversations"],
      summary: `The discussion of a ${type}; none before it was first needed`,
      description: `For whoever may read the ${type}. It is a conversation like others.`,
      middleware: [requireUser] as const,
      request: { params },
      responses: { 200: json(ConversationView, "The discussion"), ...problems(401, 403, 404, 422, 429) },
    }),
    async (c) => {
      const { w, t: id } = c.req.valid("param");
      const found = unwrap(await c.env.WORKSPACE.getByName(w).discussion(actorOf(c), { type, id }));
      if (!found) throw new RoomError("not_found", `This ${type} was not discussed yet.`);
      return c.json(found, 200);
    },
  );

  discussions.openapi(
    createRoute({
      method: "put",
      path,
      tags: ["Conversations"],
      summary: `Have a ${type} discussed: its discussion is made if there is none`,
      description: `For whoever may write in it. ${hearers}`,
      middleware: [requireUser] as const,
      request: { params },
      responses: {
        200: json(ConversationView, "The discussion there is"),
        201: json(ConversationView, "The discussion, which was made"),
        ...problems(401, 403, 404, 422, 429, 503),
      },
    }),
    async (c) => {
      const { conversation, made } = await discussed(c, {
        w: c.req.valid("param").w,
        type,
        id: c.req.valid("param").t,
      });
      return made ? c.json(conversation, 201) : c.json(conversation, 200);
    },
  );
}

async function discussed(c: Context<AppEnv>, { w, ...about }: Subject & { w: string }) {
  return unwrap(await c.env.WORKSPACE.getByName(w).discuss(actorOf(c), newId(), about));
}
