/** A project's tasks as CSV that a spreadsheet opens and our own import reads back. */
import Papa from "papaparse";
import type { Field, RelationType, Task } from "../../protocol.ts";
import { RELATIONS } from "../../tasks/protocol.ts";
import { guardCell, writeChecklist, writeList } from "./cells.ts";
import { FIELD_HEADER, ID_HEADER } from "./suggest.ts";

/** What ids in tasks are called. An id without a name stands as it is. */
export interface Names {
  columns: ReadonlyMap<string, string>;
  labels: ReadonlyMap<string, string>;
  /** By user id: a name that only one person has, else the id. */
  people: ReadonlyMap<string, string>;
  fields: readonly Field[];
}

/** A task, with the keys of the tasks it names that the reader may know of, and its description if asked for. */
export interface WrittenTask {
  task: Task;
  keys: ReadonlyMap<string, string>;
  description: string | null;
}

const RELATION_HEADERS: Readonly<Record<RelationType, string>> = {
  blocks: "Blocks",
  blocked_by: "Blocked by",
  relates: "Relates to",
  duplicates: "Duplicates",
  duplicated_by: "Duplicated by",
};

/** Spreadsheets know by it that the file is UTF-8. */
const BYTE_ORDER_MARK = "\ufeff";

/** The first line of the file, with what tells a spreadsheet that it is UTF-8. */
export function csvHeader({ fields }: Names): string {
  const names = [
    ID_HEADER,
    "Key",
    "Title",
    "Description",
    "Column",
    "Labels",
    "Assignees",
    "Priority",
    "Start date",
    "Due date",
    "Estimate",
    "Checklist",
    "Parent",
    ...RELATIONS.map((relation) => RELATION_HEADERS[relation]),
    ...fields.map(({ name }) => `${FIELD_HEADER}${name}`),
    "Created at",
    "Updated at",
    "Archived at",
  ];
  return `${BYTE_ORDER_MARK}${lineOf(names)}`;
}

/** The line of one task, in the columns of {@link csvHeader}. */
export function csvLine({ task, keys, description }: WrittenTask, names: Names): string {
  const called = (ids: readonly string[], by: ReadonlyMap<string, string>) =>
    writeList(ids.map((id) => by.get(id) ?? id));
  const related = (wanted: RelationType) =>
    writeList(task.relations.flatMap(({ type, taskId }) => (type === wanted ? (keys.get(taskId) ?? []) : [])));
  return lineOf([
    task.id,
    task.key,
    task.title,
    description ?? "",
    names.columns.get(task.columnId) ?? "",
    called(task.labels, names.labels),
    called(task.assignees, names.people),
    task.priority === "none" ? "" : task.priority,
    task.startDate ?? "",
    task.dueDate ?? "",
    task.estimate === null ? "" : String(task.estimate),
    writeChecklist(task.checklist),
    task.parentId === null ? "" : (keys.get(task.parentId) ?? ""),
    ...RELATIONS.map(related),
    ...names.fields.map((field) => fieldText(field, task.fields[field.id])),
    timeText(task.createdAt),
    timeText(task.updatedAt),
    task.archivedAt === null ? "" : timeText(task.archivedAt),
  ]);
}

function fieldText(field: Field, value: string | number | undefined): string {
  if (value === undefined) return "";
  if (field.type === "select") return field.options.find(({ id }) => id === value)?.name ?? "";
  return String(value);
}

function timeText(at: number): string {
  return new Date(at).toISOString();
}

function lineOf(cells: readonly string[]): string {
  return `${Papa.unparse([cells.map(guardCell)], { newline: "\r\n" })}\r\n`;
}
