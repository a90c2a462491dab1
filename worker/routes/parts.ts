/** `/api/workspaces/:w/projects/:p/…`: columns, labels, custom fields, saved views and rules, all alike. */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { RoomError, unwrap } from "../../durable-objects/room/errors.ts";
import {
  Column,
  ColumnFields,
  Field,
  FieldPatch,
  Label,
  LabelFields,
  NewColumn,
  NewField,
  NewLabel,
  NewRule,
  NewView,
  type Part,
  PartAction,
  type PartNoun,
  Revision,
  Rule,
  RuleFields,
  View,
  ViewFields,
} from "../../durable-objects/workspace/board/protocol.ts";
import { actorOf } from "../http/actor.ts";
import { OrderedQuery, PartName, PLACE, ProjectName, positionOf, scopeOf, Workspace } from "../http/board-params.ts";
import { unwrapAsked } from "../http/body-errors.ts";
import { type AppEnv, newRoutes } from "../http/context.ts";
import { IdempotencyHeader, idempotent } from "../http/idempotency.ts";
import { requireUser } from "../http/identity.ts";
import { listOf, pageOf } from "../http/lists.ts";
import { json, jsonBody, problems } from "../http/openapi.ts";

const Params = z.object({ w: Workspace, p: ProjectName, part: PartName });
const InProject = Params.omit({ part: true });
const CHANGE = { ...PLACE, archived: z.boolean().optional(), since: Revision.optional() };

const DeleteColumn = z.strictObject({
  moveTasksTo: PartName.optional().meta({ description: "The column its tasks go to; without it, it must be empty." }),
});

/** One noun: what it is called, what it is, and what a request may say of it. */
interface Noun {
  noun: PartNoun;
  tag: string;
  what: string;
  shape: z.ZodType<Part>;
  fresh: z.ZodObject;
  change: z.ZodObject;
  /** What a DELETE may say besides. */
  gone: z.ZodObject;
}

const NOUNS: readonly Noun[] = [
  {
    noun: "column",
    tag: "Columns",
    what: "a column",
    shape: Column.openapi("Column"),
    fresh: NewColumn.extend(PLACE).openapi("NewColumn"),
    change: ColumnFields.partial().extend(CHANGE).openapi("ColumnChange"),
    gone: DeleteColumn,
  },
  {
    noun: "label",
    tag: "Labels",
    what: "a label",
    shape: Label.openapi("Label"),
    fresh: NewLabel.extend(PLACE).openapi("NewLabel"),
    change: LabelFields.partial().extend(CHANGE).openapi("LabelChange"),
    gone: z.strictObject({}),
  },
  {
    noun: "field",
    tag: "Custom fields",
    what: "a custom field",
    shape: Field.openapi("Field"),
    fresh: NewField.extend(PLACE).openapi("NewField"),
    change: FieldPatch.extend(CHANGE).openapi("FieldChange"),
    gone: z.strictObject({}),
  },
  {
    noun: "view",
    tag: "Saved views",
    what: "a saved view",
    shape: View.openapi("View"),
    fresh: NewView.extend(PLACE).openapi("NewView"),
    change: ViewFields.partial().extend(CHANGE).openapi("ViewChange"),
    gone: z.strictObject({}),
  },
  {
    noun: "rule",
    tag: "Rules",
    what: "a rule",
    shape: Rule.openapi("Rule"),
    fresh: NewRule.extend(PLACE).openapi("NewRule"),
    change: RuleFields.partial().extend(CHANGE).openapi("RuleChange"),
    gone: z.strictObject({}),
  },
];

export const parts = newRoutes();
for (const noun of NOUNS) addRoutes(parts, noun);

function addRoutes(routes: OpenAPIHono<AppEnv>, { noun, tag, what, shape, fresh, change, gone }: Noun): void {
  const path = `/api/workspaces/{w}/projects/{p}/${noun}s`;
  const tags = [tag];

  routes.openapi(
    createRoute({
      method: "get",
      path,
      tags,
      summary: `A project's ${noun}s`,
      middleware: [requireUser] as const,
      request: { params: InProject, query: OrderedQuery },
      responses: { 200: json(listOf(shape), "In their order"), ...problems(401, 403, 404, 422, 429) },
    }),
    async (c) => {
      const { w, p } = c.req.valid("param");
      const query = c.req.valid("query");
      const rows = unwrap(await c.env.WORKSPACE.getByName(w).parts(actorOf(c), p, noun, scopeOf(query)));
      return c.json(pageOf(rows, query.limit, positionOf), 200);
    },
  );

  routes.openapi(
    createRoute({
      method: "post",
      path,
      tags,
      summary: `Make ${what}`,
      middleware: [requireUser, idempotent] as const,
      request: { headers: IdempotencyHeader, params: InProject, body: jsonBody(fresh) },
      responses: { 201: json(shape, `The ${noun}`), ...problems(401, 403, 404, 409, 422, 429) },
    }),
    async (c) => {
      const { w, p } = c.req.valid("param");
      const { before, after, ...set } = c.req.valid("json");
      const id = c.get("creation");
      const action = PartAction.parse({ type: `${noun}.create`, project: p, part: id, set, before, after });
      const at = { project: p, noun, name: id };
      return c.json(unwrapAsked(await c.env.WORKSPACE.getByName(w).createPart(actorOf(c), at, action)), 201);
    },
  );

  routes.openapi(
    createRoute({
      method: "get",
      path: `${path}/{part}`,
      tags,
      summary: what[0]?.toUpperCase() + what.slice(1),
      middleware: [requireUser] as const,
      request: { params: Params },
      responses: { 200: json(shape, `The ${noun}`), ...problems(401, 403, 404, 422, 429) },
    }),
    async (c) => {
      const { w, p, part } = c.req.valid("param");
      const at = { project: p, noun, name: part };
      return c.json(unwrap(await c.env.WORKSPACE.getByName(w).part(actorOf(c), at)), 200);
    },
  );

  routes.openapi(
    createRoute({
      method: "patch",
      path: `${path}/{part}`,
      tags,
      summary: `Change, move, archive or restore ${what}`,
      middleware: [requireUser] as const,
      request: { params: Params, body: jsonBody(change) },
      responses: { 200: json(shape, "As it is now"), ...problems(401, 403, 404, 409, 422, 429) },
    }),
    async (c) => {
      const { w, p, part } = c.req.valid("param");
      const actions = actionsOf(noun, part, c.req.valid("json"));
      const at = { project: p, noun, name: part };
      return c.json(unwrapAsked(await c.env.WORKSPACE.getByName(w).changePart(actorOf(c), at, actions)), 200);
    },
  );

  routes.openapi(
    createRoute({
      method: "delete",
      path: `${path}/{part}`,
      tags,
      summary: `Delete ${what} for ever`,
      middleware: [requireUser] as const,
      request: { params: Params, query: gone },
      responses: { 204: { description: "It is gone" }, ...problems(401, 403, 404, 409, 422, 429) },
    }),
    async (c) => {
      const { w, p, part } = c.req.valid("param");
      const action = PartAction.parse({ type: `${noun}.delete`, part, ...c.req.valid("query") });
      unwrap(await c.env.WORKSPACE.getByName(w).deletePart(actorOf(c), p, action));
      return c.body(null, 204);
    },
  );
}

/** What a change says, as actions; the noun's own schema has checked it already. */
function actionsOf(noun: PartNoun, part: string, change: Record<string, unknown>): PartAction[] {
  const { before, after, archived, since, ...set } = change;
  const actions: unknown[] = [];
  // What is archived comes back first, and goes last, so that what is said besides is done to what is there.
  if (archived === false) actions.push({ type: `${noun}.restore`, part });
  if (Object.keys(set).length > 0) actions.push({ type: `${noun}.update`, part, set, since });
  if (before !== undefined || after !== undefined) actions.push({ type: `${noun}.move`, part, before, after, since });
  if (archived === true) actions.push({ type: `${noun}.archive`, part });
  if (actions.length === 0) throw new RoomError("invalid", "Say what is to change.");
  return actions.map((action) => PartAction.parse(action));
}
