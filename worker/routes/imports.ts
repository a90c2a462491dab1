/** `/api/workspaces/:w/projects/:p/imports`: tasks from a CSV of whatever program. */
import { createRoute, z } from "@hono/zod-openapi";
import { unwrap } from "../../durable-objects/room/errors.ts";
import { readCsv } from "../../durable-objects/workspace/board/exchange/csv/read.ts";
import { suggest } from "../../durable-objects/workspace/board/exchange/csv/suggest.ts";
import { PREVIEW_CELL_LENGTH, PREVIEW_ROWS } from "../../durable-objects/workspace/board/exchange/limits.ts";
import {
  ImportPreview,
  ImportReport,
  ImportRequest,
  PreviewRequest,
} from "../../durable-objects/workspace/board/exchange/protocol.ts";
import { actorOf } from "../http/actor.ts";
import { newRoutes } from "../http/context.ts";
import { requireUser } from "../http/identity.ts";
import { json, jsonBody, problems } from "../http/openapi.ts";
import { sensitive } from "../http/rate-limit.ts";
import { runImport } from "../imports/run-import.ts";

const Params = z.object({ w: z.uuid(), p: z.string().min(1).max(64) });

export const imports = newRoutes();

imports.openapi(
  createRoute({
    method: "post",
    path: "/api/workspaces/{w}/projects/{p}/imports",
    tags: ["Import and export"],
    summary: "Bring tasks in from a CSV",
    description:
      "`mapping` says which column is which field of a task: `title`, `description` (Markdown), `column`, `labels`, `assignees` (by address, name or id), `priority`, `startDate`, `dueDate`, `estimate`, `checklist` (a line for each item), `parent`, `blocks`, `blocked_by`, `relates`, `duplicates`, `duplicated_by` (by external id, alias or key), `archived`, `field:` and the name of a custom field, `externalId` (by which the task is found again) and `alias` (another name by which rows mean each other). A file may be sent again: what is as it was the last time is left alone, and of a changed row only the fields that differ from what was brought the last time are set. Without an external id a row is known by all that it says. What cannot be brought in is reported, and the rest is. Column limits do not stand in the way.",
    middleware: [requireUser, sensitive("import")] as const,
    request: { params: Params, body: jsonBody(ImportRequest.openapi("ImportRequest")) },
    responses: {
      200: json(ImportReport.openapi("ImportReport"), "What was done, or would be"),
      ...problems(401, 403, 404, 409, 413, 422, 429, 503),
    },
  }),
  async (c) => {
    const { w, p } = c.req.valid("param");
    const at = { room: c.env.WORKSPACE.getByName(w), actor: actorOf(c), project: p };
    return c.json(await runImport(c.env, at, c.req.valid("json")), 200);
  },
);

imports.openapi(
  createRoute({
    method: "post",
    path: "/api/workspaces/{w}/projects/{p}/imports/preview",
    tags: ["Import and export"],
    summary: "What a CSV holds, and what its columns are probably meant for",
    middleware: [requireUser, sensitive("import")] as const,
    request: { params: Params, body: jsonBody(PreviewRequest.openapi("ImportPreviewRequest")) },
    responses: {
      200: json(ImportPreview.openapi("ImportPreview"), "The header, the first rows, and a mapping to begin with"),
      ...problems(401, 403, 404, 409, 413, 422, 429),
    },
  }),
  async (c) => {
    const { w, p } = c.req.valid("param");
    const { fields } = unwrap(await c.env.WORKSPACE.getByName(w).importTarget(actorOf(c), p));
    const { csv, delimiter } = c.req.valid("json");
    const read = readCsv(csv, delimiter);
    const first = read.rows
      .slice(0, PREVIEW_ROWS)
      .map(({ cells }) => cells.map((cell) => cell.slice(0, PREVIEW_CELL_LENGTH).toWellFormed()));
    const preview: ImportPreview = {
      delimiter: read.delimiter,
      header: read.header,
      rows: read.rows.length,
      first,
      ...suggest(read.header, fields),
    };
    return c.json(preview, 200);
  },
);
