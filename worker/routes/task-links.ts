/** `…/tasks/:t/relations` and `…/followers`: how a task stands to others, and who hears of it. */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { RelationType, type TaskAction } from "../../durable-objects/workspace/board/protocol.ts";
import { actorOf } from "../http/actor.ts";
import { TaskName } from "../http/board-params.ts";
import { unwrapAsked } from "../http/body-errors.ts";
import { type AppEnv, newRoutes } from "../http/context.ts";
import { IdempotencyHeader, idempotent } from "../http/idempotency.ts";
import { requireUser } from "../http/identity.ts";
import { json, jsonBody, problems } from "../http/openapi.ts";
import { TASK_PLACES, type TaskParams, taskAt } from "../http/task-places.ts";
import { Task } from "./tasks.ts";

const NewRelation = z.strictObject({ type: RelationType, task: TaskName }).openapi("NewRelation");

export const taskLinks = newRoutes();
for (const { path, params } of TASK_PLACES) {
  addRelations(taskLinks, path, params);
  addFollowers(taskLinks, path, params);
}

function addRelations(routes: OpenAPIHono<AppEnv>, path: string, params: TaskParams): void {
  routes.openapi(
    createRoute({
      method: "post",
      path: `${path}/relations`,
      tags: ["Tasks"],
      summary: "Relate a task to another",
      description:
        "Told from this task's side, and kept with both. A blocker that would lead back to itself is refused.",
      middleware: [requireUser, idempotent] as const,
      request: { headers: IdempotencyHeader, params, body: jsonBody(NewRelation) },
      responses: { 201: json(Task, "The task as it is now"), ...problems(401, 403, 404, 409, 422, 429) },
    }),
    async (c) => {
      const { w, at } = taskAt(c.req.valid("param"));
      const { type, task } = c.req.valid("json");
      const action: TaskAction = { type: "task.relate", task: at.name, relation: type, to: task };
      const room = c.env.WORKSPACE.getByName(w);
      return c.json(unwrapAsked(await room.changeTask(actorOf(c), at, [action])), 201);
    },
  );

  routes.openapi(
    createRoute({
      method: "delete",
      path: `${path}/relations/{type}/{task}`,
      tags: ["Tasks"],
      summary: "Take a relation away, from both tasks",
      middleware: [requireUser] as const,
      request: { params: params.extend({ type: RelationType, task: TaskName }) },
      responses: { 204: { description: "It is gone" }, ...problems(401, 403, 404, 409, 422, 429) },
    }),
    async (c) => {
      const { w, at } = taskAt(c.req.valid("param"));
      const { type, task } = c.req.valid("param");
      const action: TaskAction = { type: "task.unrelate", task: at.name, relation: type, to: task };
      const room = c.env.WORKSPACE.getByName(w);
      unwrapAsked(await room.changeTask(actorOf(c), at, [action]));
      return c.body(null, 204);
    },
  );
}

function addFollowers(routes: OpenAPIHono<AppEnv>, path: string, params: TaskParams): void {
  routes.openapi(
    createRoute({
      method: "put",
      path: `${path}/followers/me`,
      tags: ["Tasks"],
      summary: "Follow a task",
      middleware: [requireUser] as const,
      request: { params },
      responses: { 200: json(Task, "The task as it is now"), ...problems(401, 403, 404, 409, 422, 429) },
    }),
    async (c) => {
      const { w, at } = taskAt(c.req.valid("param"));
      const action: TaskAction = { type: "task.follow", task: at.name };
      const room = c.env.WORKSPACE.getByName(w);
      return c.json(unwrapAsked(await room.changeTask(actorOf(c), at, [action])), 200);
    },
  );

  routes.openapi(
    createRoute({
      method: "delete",
      path: `${path}/followers/me`,
      tags: ["Tasks"],
      summary: "Follow a task no longer",
      middleware: [requireUser] as const,
      request: { params },
      responses: { 204: { description: "You follow it no longer" }, ...problems(401, 403, 404, 409, 422, 429) },
    }),
    async (c) => {
      const { w, at } = taskAt(c.req.valid("param"));
      const action: TaskAction = { type: "task.unfollow", task: at.name };
      unwrapAsked(await c.env.WORKSPACE.getByName(w).changeTask(actorOf(c), at, [action]));
      return c.body(null, 204);
    },
  );
}
