/** What passes between the worker, which reads a file, and the room, which takes its rows over. */
import { RELATIONS } from "../tasks/protocol.ts";

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
