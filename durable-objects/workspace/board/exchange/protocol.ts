/** What is said about import and export: the shapes that HTTP shares with the room. The client imports this file. */
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
export type PlainField = (typeof PLAIN_FIELDS)[number];

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

// --- Between the worker, which reads the file, and the room, which takes its rows over ---

/** One row, read and checked as far as it can be without knowing the board. Fields not mapped are not there. */
export interface ImportRow {
  row: number;
  /** What finds its task again in the next import: its external id, or its fingerprint and the how-manieth it is. */
  key: string;
  externalId?: string;
  title?: string;
  column?: string;
  labels?: string[];
  assignees?: string[];
  priority?: string;
  startDate?: string | null;
  dueDate?: string | null;
  estimate?: number | null;
  checklist?: { text: string; done: boolean }[];
  /** Custom fields by their name. */
  fields?: Record<string, string>;
  /** It brings a text for the description. */
  described?: true;
  /** For each field that it brings, a mark of what it says there; an empty field has an empty one. */
  marks: Record<string, string>;
}

/** Something of a row that could not be taken over: of one field, or without one of the row as a whole. */
export interface RowFault {
  row: number;
  field?: string;
  message: string;
}

/** What became of a row. */
export interface RowOutcome {
  row: number;
  /** Null for one that failed, and for one that a dry run would make. */
  task: string | null;
  result: "created" | "updated" | "unchanged" | "failed";
  /** The doc that is to say what the row brings as its description; null when it says so since the last time. */
  text: { docId: string | null } | null;
}

/** What became of some rows. */
export interface RowsTaken {
  outcomes: RowOutcome[];
  faults: RowFault[];
  /** Names that were made. */
  columns: string[];
  labels: string[];
  filled: FilledColumn[];
}

/** A column with a limit into which tasks came. */
export interface FilledColumn {
  name: string;
  limit: number;
  /** How many tasks were in it before, and how many more there are now. */
  before: number;
  more: number;
}

/** A task that a row names: one already met in this import, or a name to look for. */
export type TaskRef = { task: string } | { name: string };

/** What a row says about other tasks, by field; taken over when all rows have their tasks. */
export interface RowReferences {
  row: number;
  key: string;
  /** Null for a task that a dry run did not make. */
  task: string | null;
  fields: Partial<Record<ReferenceField, { refs: (TaskRef | "made later")[]; mark: string }>>;
}

/** Whether a row's task is to be archived; done last, since what is archived takes part in nothing. */
export interface RowArchival {
  row: number;
  key: string;
  task: string;
  archived: boolean;
  mark: string;
}

export const REFERENCE_FIELDS = ["parent", ...RELATIONS] as const;
export type ReferenceField = (typeof REFERENCE_FIELDS)[number];

// --- Export of a workspace ---

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
