/** Takes rows of a file over into a board, within one act of it. */
import { RoomError } from "../../../../room/errors.ts";
import { newId } from "../../../../room/id.ts";
import type { Access } from "../../../access.ts";
import type { Stores } from "../../../store/stores.ts";
import { giveDoc } from "../../describing.ts";
import type { CheckItem, CheckItemChange, Priority, Project, Task, TaskSet } from "../../protocol.ts";
import { createTask } from "../../tasks/creating.ts";
import { moveTask } from "../../tasks/moving.ts";
import { columnFor } from "../../tasks/placing.ts";
import { PRIORITIES } from "../../tasks/protocol.ts";
import type { TaskRow } from "../../tasks/store.ts";
import { updateTask } from "../../tasks/updating.ts";
import type { BoardWriting } from "../../writing.ts";
import { CellFault } from "../csv/fault.ts";
import type { ImportRow, RowFault, RowOutcome } from "../handover.ts";
import type { ImportKey } from "./keys.ts";
import type { BoardNames } from "./names.ts";

/** The act under way. */
export interface Taking {
  writing: BoardWriting;
  access: Access;
  project: Project;
  names: BoardNames;
  /** Docs that exist already, for rows whose task has none yet; by row. */
  docs: ReadonlyMap<number, string>;
  faults: RowFault[];
}

/** What a row brings that differs from what was taken over of it before. */
interface Fresh {
  set: TaskSet;
  columnId?: string;
  /** Marks of what can be taken over. */
  marks: Record<string, string>;
}

/**
 * Takes one row over: its task is made, or given what the row says otherwise than the last time. Of a row that fails
 * nothing stays but the names it made on the board, which other rows may name too.
 */
export function takeRow(taking: Taking, row: ImportRow): RowOutcome {
  const { writing, project } = taking;
  const key = writing.stores.importKeys.find(project.id, row.key);
  const known = taskOf(writing.stores, project, row, key);
  try {
    if (!known) {
      const { title } = row;
      if (title === undefined) throw new CellFault("It has no title, so no task can be made of it");
      const fresh = freshOf(taking, row, undefined, null);
      return writing.attempt(() => create(taking, row, title, fresh));
    }
    if (known.task.projectId !== project.id) return leave(taking, row, known, key);
    const fresh = freshOf(taking, row, key, known.task);
    return writing.attempt(() => update(taking, row, known, key, fresh));
  } catch (cause) {
    if (!(cause instanceof RoomError || cause instanceof CellFault)) throw cause;
    taking.faults.push({ row: row.row, message: messageOf(cause) });
    return { row: row.row, task: known?.task.id ?? null, result: "failed", text: null };
  }
}

/** The task that a row became before; or one here whose id the row has, as in a file that was exported here. */
export function taskOf(
  { tasks }: Stores,
  project: Project,
  row: Pick<ImportRow, "externalId">,
  key: ImportKey | undefined,
): TaskRow | undefined {
  const imported = key && tasks.find(key.task);
  if (imported || row.externalId === undefined) return imported;
  const own = tasks.find(row.externalId);
  return own?.task.projectId === project.id ? own : undefined;
}

function create({ writing, project, docs }: Taking, row: ImportRow, title: string, fresh: Fresh): RowOutcome {
  const { set, columnId, marks } = fresh;
  const wanted = { task: newId(), columnId, set: { ...set, title }, force: true as const };
  const made = createTask(writing, project, wanted);
  const docId = docs.get(row.row);
  const task = docId === undefined ? made.task : giveDoc(writing, made, docId).task;
  writing.stores.importKeys.put(project.id, row.key, { task: task.id, marks });
  return { row: row.row, task: task.id, result: "created", text: textFor(row, undefined, task) };
}

function update(
  taking: Taking,
  row: ImportRow,
  known: TaskRow,
  key: ImportKey | undefined,
  { set, columnId, marks }: Fresh,
): RowOutcome {
  const { writing, project, docs } = taking;
  let now = updateTask(writing, known, set);
  if (columnId !== undefined && columnId !== now.task.columnId) now = moved(taking, row, now, columnId, marks);
  const docId = docs.get(row.row);
  const isUpdated = now !== known;
  if (docId !== undefined && now.task.docId === null) now = giveDoc(writing, now, docId);
  const kept = { ...key?.marks, ...marks };
  if (isUpdated || (key && JSON.stringify(kept) !== JSON.stringify(key.marks))) {
    writing.stores.importKeys.put(project.id, row.key, { task: now.task.id, marks: kept });
  }
  const text = textFor(row, key, now.task);
  return { row: row.row, task: now.task.id, result: isUpdated ? "updated" : "unchanged", text };
}

function moved(
  { writing, faults }: Taking,
  row: ImportRow,
  task: TaskRow,
  columnId: string,
  marks: Record<string, string>,
): TaskRow {
  try {
    const column = columnFor(writing.stores, columnId);
    const [into] = writing.attempt(() => moveTask(writing, task, column, { force: true }));
    return into ?? task;
  } catch (cause) {
    if (!(cause instanceof RoomError)) throw cause;
    faults.push({ row: row.row, field: "column", message: messageOf(cause) });
    delete marks.column;
    return task;
  }
}

/** A task that went to another project since is that project's. */
function leave({ faults }: Taking, row: ImportRow, { task }: TaskRow, key: ImportKey | undefined): RowOutcome {
  const isChanged = Object.entries(row.marks).some(([field, mark]) => (key?.marks[field] ?? "") !== mark);
  if (isChanged) faults.push({ row: row.row, message: `${task.key}, which it became, is in another project now` });
  return { row: row.row, task: task.id, result: "unchanged", text: null };
}

/** The fields of a row whose mark is another than the last time; what cannot be taken over is told and left out. */
function freshOf(taking: Taking, row: ImportRow, key: ImportKey | undefined, task: Task | null): Fresh {
  const fresh: Fresh = { set: {}, marks: {} };
  for (const [field, mark] of Object.entries(row.marks)) {
    if (field === "description" || key?.marks[field] === mark) continue;
    try {
      bring(taking, row, field, fresh, task);
      fresh.marks[field] = mark;
    } catch (cause) {
      if (!(cause instanceof RoomError || cause instanceof CellFault)) throw cause;
      taking.faults.push({ row: row.row, field, message: messageOf(cause) });
    }
  }
  return fresh;
}

/** Puts what a row says in one field into what is to be set. @throws CellFault, RoomError */
function bring({ names }: Taking, row: ImportRow, field: string, fresh: Fresh, task: Task | null): void {
  const { set } = fresh;
  switch (field) {
    case "title":
      set.title = row.title;
      return;
    case "column":
      if (row.column !== undefined) fresh.columnId = names.column(row.column);
      return;
    case "labels":
      set.labels = [...new Set(row.labels?.map((name) => names.label(name)))];
      return;
    case "assignees":
      set.assignees = [...new Set(row.assignees?.map((name) => names.person(name)))];
      return;
    case "priority":
      set.priority = priorityOf(row.priority);
      return;
    case "startDate":
      set.startDate = row.startDate;
      return;
    case "dueDate":
      set.dueDate = row.dueDate;
      return;
    case "estimate":
      set.estimate = row.estimate;
      return;
    case "checklist":
      set.checklist = checklistChanges(task?.checklist ?? [], row.checklist ?? []);
      return;
    default:
      for (const [name, text] of Object.entries(row.fields ?? {})) {
        if (field !== `field:${name}`) continue;
        const { id, value } = names.field(name, text);
        set.fields = { ...set.fields, [id]: value };
      }
  }
}

function priorityOf(name: string | undefined): Priority | undefined {
  return PRIORITIES.find((priority) => priority === name);
}

/** What makes `items` say `wanted`: items of the same text stay the same ones. */
function checklistChanges(items: readonly CheckItem[], wanted: NonNullable<ImportRow["checklist"]>): CheckItemChange[] {
  const left = [...items];
  let after: string | null = null;
  const changes: CheckItemChange[] = [];
  for (const { text, done } of wanted) {
    const at = left.findIndex((item) => item.text === text);
    const id = (at < 0 ? undefined : left.splice(at, 1)[0]?.id) ?? newId();
    changes.push({ id, text, done, after });
    after = id;
  }
  return [...left.map(({ id }) => ({ id, gone: true as const })), ...changes];
}

/** What is to be done about the description that a row brings, or null when it is as it was the last time. */
function textFor(row: ImportRow, key: ImportKey | undefined, task: Task): RowOutcome["text"] {
  if (!row.described || key?.marks.description === row.marks.description) return null;
  return { docId: task.docId };
}

function messageOf(cause: RoomError | CellFault): string {
  const [first] = cause instanceof RoomError ? (cause.errors ?? []) : [];
  return (first?.message ?? cause.message).replace(/\.$/, "");
}
