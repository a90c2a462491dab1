/** Tasks: listed and made in their project, read, changed, moved and deleted there or by their own address. */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { RoomError, unwrap } from "../../durable-objects/room/errors.ts";
import {
  Neighbour,
  NewTask,
  Revision,
  type TaskAction,
  TaskSet,
  Task as TaskShape,
} from "../../durable-objects/workspace/board/protocol.ts";
import type { TaskPosition } from "../../durable-objects/workspace/board/reading/task-list.ts";
import { actorOf } from "../http/actor.ts";
import { PartName, PLACE, ProjectName, Workspace } from "../http/board-params.ts";
import { unwrapAsked } from "../http/body-errors.ts";
import { type AppEnv, newRoutes } from "../http/context.ts";
import { IdempotencyHeader, idempotent } from "../http/idempotency.ts";
import { requireUser } from "../http/identity.ts";
import { listOf, readCursor, shownPageOf } from "../http/lists.ts";
import { json, jsonBody, problems } from "../http/openapi.ts";
import { TASK_PLACES, type TaskParams, taskAt } from "../http/task-places.ts";
import { parameterOf, questionOf, severalOf, TaskQueryString } from "../http/task-query.ts";

export const Task = TaskShape.openapi("Task");
const InProject = z.object({ w: Workspace, p: ProjectName });

const force = z
  .literal(true)
  .optional()
  .meta({ description: "Against a column's limit, or what blocks it; the history tells so" });
const since = Revision.optional().meta({
  description: "Refused as `moved_on` when it was changed after this revision",
});

const Create = NewTask.extend({ columnId: PartName.optional(), ...PLACE, force }).openapi("NewTask");
const Change = TaskSet.extend({
  archived: z.boolean().optional(),
  columnId: PartName.optional(),
  ...PLACE,
  force,
  since,
})
  .refine(({ before, after, columnId }) => columnId !== undefined || (before === undefined && after === undefined), {
    path: ["columnId"],
    message: "Name the column too",
  })
  .openapi("TaskChange");
const Move = z.strictObject({ columnId: PartName, ...PLACE, force, since }).openapi("TaskMove");

const FoundTasks = z.object({ items: z.array(Neighbour.openapi("FoundTask")) });
const Search = z
  .strictObject({
    q: z.string().trim().min(1).max(200).optional().meta({ description: "Words of a title, or a key" }),
    ids: severalOf(z.string().min(1).max(64), "Only these, by id or key, in this order; archived ones too"),
    limit: z.coerce.number().int().min(1).max(50).default(20).meta({ description: "As many as are found by words" }),
  })
  .refine(({ q, ids }) => (q === undefined) !== (ids === undefined), {
    path: ["q"],
    message: "Ask by words or by ids",
  });

/** A cursor is of use in the order it was made in. */
const Cursor = z.object({ sort: z.string(), at: z.array(z.union([z.string(), z.number()])).max(4) });

export const tasks = newRoutes();

tasks.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/projects/{p}/tasks",
    tags: ["Tasks"],
    summary: "A project's tasks",
    description:
      "Those for which all that is asked holds; of several values, separated by commas, any. Columns and labels by id or name, tasks by id or key.",
    middleware: [requireUser] as const,
    request: { params: InProject, query: TaskQueryString },
    responses: { 200: json(listOf(Task), "Tasks, in the order asked for"), ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    const { w, p } = c.req.valid("param");
    const query = c.req.valid("query");
    const { sort, limit } = query;
    const room = c.env.WORKSPACE.getByName(w);
    const rows = unwrapAsked(
      await room.tasks(actorOf(c), p, questionOf(query), placeIn(query), limit + 1),
      parameterOf,
    );
    const page = shownPageOf(
      rows,
      limit,
      ({ task }) => task,
      ({ position }) => ({ sort, at: position }),
    );
    return c.json(page, 200);
  },
);

tasks.openapi(
  createRoute({
    method: "post",
    path: "/api/workspaces/{w}/projects/{p}/tasks",
    tags: ["Tasks"],
    summary: "Make a task",
    description: "Without a column it goes into the first that is shown; without a place it stands last there.",
    middleware: [requireUser, idempotent] as const,
    request: { headers: IdempotencyHeader, params: InProject, body: jsonBody(Create) },
    responses: { 201: json(Task, "The task"), ...problems(401, 403, 404, 409, 413, 422, 429) },
  }),
  async (c) => {
    const { w, p } = c.req.valid("param");
    const { columnId, before, after, force, ...set } = c.req.valid("json");
    const place = { columnId, before, after, force };
    const action = { type: "task.create" as const, project: p, task: c.get("creation"), set, ...place };
    return c.json(unwrapAsked(await c.env.WORKSPACE.getByName(w).createTask(actorOf(c), action)), 201);
  },
);

tasks.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/tasks",
    tags: ["Tasks"],
    summary: "Tasks of all projects one may see: open ones by what they are called, or any by id",
    description:
      "By words, those in whose key and title every word stands, whatever its case and accents; the one with that very key first, then those changed last. By `ids`, those of them that are there and that one may see; the others are left out.",
    middleware: [requireUser] as const,
    request: { params: z.object({ w: Workspace }), query: Search },
    responses: { 200: json(FoundTasks, "Tasks by name"), ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    const { q: text = "", ids, limit } = c.req.valid("query");
    const room = c.env.WORKSPACE.getByName(c.req.valid("param").w);
    const found = ids ? room.tasksNamed(actorOf(c), ids) : room.searchTasks(actorOf(c), { text, limit });
    return c.json({ items: unwrap(await found) }, 200);
  },
);

for (const { path, params } of TASK_PLACES) addRoutes(tasks, path, params);

function addRoutes(routes: OpenAPIHono<AppEnv>, path: string, params: TaskParams): void {
  routes.openapi(
    createRoute({
      method: "get",
      path,
      tags: ["Tasks"],
      summary: "A task",
      middleware: [requireUser] as const,
      request: { params },
      responses: { 200: json(Task, "The task"), ...problems(401, 403, 404, 422, 429) },
    }),
    async (c) => {
      const { w, at } = taskAt(c.req.valid("param"));
      return c.json(unwrap(await c.env.WORKSPACE.getByName(w).task(actorOf(c), at)), 200);
    },
  );

  routes.openapi(
    createRoute({
      method: "patch",
      path,
      tags: ["Tasks"],
      summary: "Change, move, archive or restore a task",
      description: "All of it or nothing. What is left out stays as it is.",
      middleware: [requireUser] as const,
      request: { params, body: jsonBody(Change) },
      responses: { 200: json(Task, "The task as it is now"), ...problems(401, 403, 404, 409, 413, 422, 429) },
    }),
    async (c) => {
      const { w, at } = taskAt(c.req.valid("param"));
      const actions = actionsOf(at.name, c.req.valid("json"));
      const room = c.env.WORKSPACE.getByName(w);
      return c.json(unwrapAsked(await room.changeTask(actorOf(c), at, actions)), 200);
    },
  );

  routes.openapi(
    createRoute({
      method: "delete",
      path,
      tags: ["Tasks"],
      summary: "Delete a task and its description for ever",
      middleware: [requireUser] as const,
      request: { params },
      responses: { 204: { description: "It is gone" }, ...problems(401, 403, 404, 409, 422, 429) },
    }),
    async (c) => {
      const { w, at } = taskAt(c.req.valid("param"));
      unwrap(await c.env.WORKSPACE.getByName(w).deleteTask(actorOf(c), at));
      return c.body(null, 204);
    },
  );

  routes.openapi(
    createRoute({
      method: "post",
      path: `${path}/move`,
      tags: ["Tasks"],
      summary: "Move a task",
      description: "Right before or right behind another, or else last; into another project by a column of it.",
      middleware: [requireUser, idempotent] as const,
      request: { headers: IdempotencyHeader, params, body: jsonBody(Move) },
      responses: { 200: json(Task, "The task as it is now"), ...problems(401, 403, 404, 409, 422, 429) },
    }),
    async (c) => {
      const { w, at } = taskAt(c.req.valid("param"));
      const action = { type: "task.move" as const, task: at.name, ...c.req.valid("json") };
      const room = c.env.WORKSPACE.getByName(w);
      return c.json(unwrapAsked(await room.changeTask(actorOf(c), at, [action])), 200);
    },
  );
}

function actionsOf(task: string, change: z.infer<typeof Change>): TaskAction[] {
  const { archived, columnId, before, after, force, since, ...set } = change;
  const actions: TaskAction[] = [];
  // What is archived has no place, so it comes back before it is moved, and goes after.
  if (archived === false) actions.push({ type: "task.restore", tasks: [task], force, since });
  if (Object.keys(set).length > 0) actions.push({ type: "task.update", task, set, since });
  if (columnId !== undefined) actions.push({ type: "task.move", task, columnId, before, after, force, since });
  if (archived === true) actions.push({ type: "task.archive", tasks: [task], since });
  if (actions.length === 0) throw new RoomError("invalid", "Say what is to change.");
  return actions;
}

/** @throws RoomError `invalid` for a cursor of another order */
function placeIn({ cursor, sort }: z.infer<typeof TaskQueryString>): TaskPosition | null {
  const place = readCursor(cursor, Cursor);
  if (!place || place.sort === sort) return place?.at ?? null;
  throw new RoomError("invalid", "This cursor belongs to a list in another order.", [
    { path: "query.cursor", message: "Ask in the same order as before" },
  ]);
}
