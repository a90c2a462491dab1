/** What is said about import and export over HTTP. The client imports this file. */
import { z } from "zod";
import { Id, NewId, Time } from "../scalars.ts";
import { RELATIONS } from "../tasks/protocol.ts";
import { MAX_CSV_COLUMNS } from "./limits.ts";

/** Fields of a task that a column of a CSV may be taken for. */
export const PLAIN_FIELDS = [
  "title",
  "description",
  "column",
  "labels",
  "assignees",
  "priority",
  "startDate",
  "dueDate",
  "estimate",
  "checklist",
  "parent",
  ...RELATIONS,
  "archived",
  "externalId",
  "alias",
] as const;

/** `field:` and the name of a custom field. */
const CUSTOM = /^field:.{1,100}$/s;
export const ImportField = z.union([
  z.enum(PLAIN_FIELDS),
  z.string().regex(CUSTOM, "Use a task's field, or field:name"),
]);
export type ImportField = z.infer<typeof ImportField>;

/** Columns of the CSV, by their header, and what each is taken for. Columns left out are not read. */
export const ImportMapping = z
  .record(z.string().max(1_000), ImportField)
  .refine((mapping) => Object.keys(mapping).length <= MAX_CSV_COLUMNS, "Too many columns");
export type ImportMapping = z.infer<typeof ImportMapping>;

export const DELIMITERS = [",", ";", "\t", "|"] as const;
export const Delimiter = z.enum(DELIMITERS);
export type Delimiter = z.infer<typeof Delimiter>;

/** How a date like 03/04/2026 is meant: it is reported and left out, or read day first, or month first. */
export const DATE_ORDERS = ["report", "day_first", "month_first"] as const;
export const DateOrder = z.enum(DATE_ORDERS);
export type DateOrder = z.infer<typeof DateOrder>;

/** What is done about a name that the project does not know. */
export const Missing = z.enum(["report", "create"]);
export type Missing = z.infer<typeof Missing>;

const csv = z.string().meta({ description: "The file's text, at most 5 MB of UTF-8." });

export const PreviewRequest = z.object({ csv, delimiter: Delimiter.optional() });
export type PreviewRequest = z.infer<typeof PreviewRequest>;

export const ImportPreview = z.object({
  delimiter: Delimiter,
  /** The headers, one for each column. */
  header: z.array(z.string()),
  rows: z.number().int(),
  /** The first rows; long cells are cut. */
  first: z.array(z.array(z.string())),
  /** What its columns are probably meant for. */
  mapping: ImportMapping,
  /** The program whose export this looks like. */
  source: z.enum(["ensemble", "jira", "linear", "github", "asana", "trello"]).nullable(),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

export const ImportRequest = z.object({
  csv,
  delimiter: Delimiter.optional(),
  mapping: ImportMapping,
  /** `dry_run` changes nothing and answers what `apply` would do. */
  mode: z.enum(["dry_run", "apply"]),
  missing: z.object({ columns: Missing.default("report"), labels: Missing.default("report") }).prefault({}),
  dates: DateOrder.default("report"),
});
export type ImportRequest = z.infer<typeof ImportRequest>;

/** Something a row could not bring in. Without a column the row as a whole was left out. */
export const RowNote = z.object({
  /** The row of the file as a spreadsheet counts it: the header is row 1. */
  row: z.number().int(),
  /** The header of the column. */
  column: z.string().optional(),
  message: z.string(),
});
export type RowNote = z.infer<typeof RowNote>;

export const ImportReport = z.object({
  mode: ImportRequest.shape.mode,
  rows: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  /** Rows left out as a whole. */
  failed: z.number().int(),
  /** The first thousand, by row; `errorCount` counts them all. */
  errors: z.array(RowNote),
  errorCount: z.number().int(),
  /** What was done all the same, such as filling a column beyond its limit. */
  warnings: z.array(z.string()),
  /** Names that were made, or in a dry run would be. */
  creates: z.object({ columns: z.array(z.string()), labels: z.array(z.string()) }),
});
export type ImportReport = z.infer<typeof ImportReport>;

export const EXPORT_STATUSES = ["queued", "running", "retrying", "done", "failed", "expired"] as const;

/** One export of a workspace. */
export const WorkspaceExport = z.object({
  id: NewId,
  status: z.enum(EXPORT_STATUSES),
  requestedAt: Time,
  requestedBy: Id,
  /** When it was done or failed. */
  endedAt: Time.nullable(),
  /** Until when its file can be downloaded; null while there is none. */
  expiresAt: Time.nullable(),
  /** The size of its file. */
  bytes: z.number().int().nullable(),
  /** Why it failed or is tried again, in a sentence. */
  reason: z.string().nullable(),
  /** Files of the archive written so far. */
  files: z.number().int(),
});
export type WorkspaceExport = z.infer<typeof WorkspaceExport>;
