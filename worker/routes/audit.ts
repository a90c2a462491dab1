/** `/api/workspaces/:w/audit`: what was done to a workspace, by whom. */
import { createRoute, z } from "@hono/zod-openapi";
import { unwrap } from "../../durable-objects/room/errors.ts";
import type { Actor } from "../../durable-objects/workspace/actor.ts";
import { AuditFilter, AuditPlace, NamedAuditEntry } from "../../durable-objects/workspace/audit/protocol.ts";
import { auditCsv, auditJson, ROWS_AT_ONCE } from "../audit/export.ts";
import { type AuditPosition, type AuditRow, auditRows } from "../audit/reading.ts";
import type { Bindings } from "../env.ts";
import { downloadHeaders, textBody } from "../files/download.ts";
import { actorOf } from "../http/actor.ts";
import { newRoutes } from "../http/context.ts";
import { requireAdminScope } from "../http/identity.ts";
import { ListQuery, listOf, readCursor, shownPageOf } from "../http/lists.ts";
import { json, problems } from "../http/openapi.ts";
import { sensitive } from "../http/rate-limit.ts";

const Params = z.object({ w: z.uuid() });
const Cursor = z.union([z.number().int(), AuditPlace]);
const time = z.coerce.number().int().nonnegative();

const Filter = z.object({
  by: AuditFilter.shape.by.meta({ description: "Done by this user." }),
  act: AuditFilter.shape.act,
  from: time.optional().meta({ description: "Not before, ms since 1970." }),
  to: time.optional().meta({ description: "Before, ms since 1970." }),
  text: AuditFilter.shape.text.meta({ description: "In the act, in what it was done to, or in who did it." }),
});

export const audit = newRoutes();

audit.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/audit",
    tags: ["Workspaces"],
    summary: "The audit log; for owners and admins",
    middleware: [requireAdminScope] as const,
    request: { params: Params, query: ListQuery.extend(Filter.shape) },
    responses: {
      200: json(listOf(NamedAuditEntry.openapi("AuditEntry")), "Entries, newest first"),
      ...problems(401, 403, 404, 422, 429, 503),
    },
  }),
  async (c) => {
    const { cursor, limit, ...filter } = c.req.valid("query");
    const before = readCursor(cursor, Cursor);
    const rows = await auditRows(c.env, actorOf(c), c.req.valid("param").w, { filter, before, limit: limit + 1 });
    const page = shownPageOf(
      rows,
      limit,
      ({ position: _, ...entry }) => entry,
      (row) => (typeof row.position === "number" ? row.position : { ...row.position }),
    );
    return c.json(page, 200);
  },
);

const TYPES = { csv: "text/csv; charset=utf-8", json: "application/json" } as const;

audit.openapi(
  createRoute({
    method: "get",
    path: "/api/workspaces/{w}/audit/export",
    tags: ["Workspaces"],
    summary: "The audit log as a file; for owners and admins",
    description:
      "All that fits the filter, newest first, as CSV or JSON. That it was taken out is itself the first entry. A cell that a spreadsheet would run as a formula has an apostrophe in front.",
    middleware: [requireAdminScope, sensitive("export")] as const,
    request: { params: Params, query: Filter.extend({ format: z.enum(["csv", "json"]).default("csv") }) },
    responses: {
      200: {
        description: "The file",
        content: { "text/csv": { schema: z.string() }, "application/json": { schema: z.unknown() } },
      },
      ...problems(401, 403, 404, 422, 429, 503),
    },
  }),
  async (c) => {
    const { w } = c.req.valid("param");
    const { format, ...filter } = c.req.valid("query");
    const actor = actorOf(c);
    const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
    const name = unwrap(await c.env.WORKSPACE.getByName(w).exportAudit(actor, { format, ...given }));
    const exportedAt = Date.now();
    const pages = pagesOf(c.env, actor, w, filter);
    const head = { workspace: { id: w, name }, exportedAt, filter };
    const texts = format === "csv" ? auditCsv(pages) : auditJson(head, pages);
    const file = `${name} audit log ${new Date(exportedAt).toISOString().slice(0, 10)}.${format}`;
    return c.body(textBody(texts), 200, downloadHeaders(file, TYPES[format]));
  },
);

async function* pagesOf(
  env: Bindings,
  actor: Actor,
  workspace: string,
  filter: AuditFilter,
): AsyncGenerator<AuditRow[]> {
  for (let before: AuditPosition | null = null; ; ) {
    const rows: AuditRow[] = await auditRows(env, actor, workspace, { filter, before, limit: ROWS_AT_ONCE });
    yield rows;
    const last = rows.at(-1);
    if (rows.length < ROWS_AT_ONCE || !last) return;
    before = last.position;
  }
}
