import { RoomError } from "../../../room/errors.ts";
import { demandUnmoved } from "../revisions.ts";
import type { BoardWriting } from "../writing.ts";
import type { Asking } from "./asking.ts";
import { moveTask } from "./moving.ts";
import type { TaskAction } from "./protocol.ts";
import { fieldsSetBy } from "./revised.ts";
import type { TaskRow } from "./store.ts";
import { updateTask } from "./updating.ts";

type Bulk = Extract<TaskAction, { type: "task.bulk" }>;
type BulkChange = Bulk["changes"][number];

/**
 * Changes many tasks, in the order named.
 * @throws RoomError what the first that is refused is refused for; all that is to be undone must be unmoved before
 */
export function changeMany(writing: BoardWriting, ask: Asking, { changes, force, since }: Bulk): void {
  const named = changes.map((change) => ({ change, row: ask.task(change.task) }));
  for (const { change, row } of named) demandUnmoved(row.revisions, fieldsChangedBy(change), since);
  const columns = new Map(named.map(({ change, row }) => [row.task.id, change.columnId]));
  for (const [index, { change, row }] of named.entries()) {
    telling(index, row, () => {
      if (change.set) updateTask(writing, asItIs(writing, row.task.id), ask.set(change.set));
      if (change.columnId === undefined) return;
      const column = ask.column(change.columnId);
      const { projectId, parentId } = asItIs(writing, row.task.id).task;
      const parentColumn = parentId === null ? undefined : columns.get(parentId);
      // A sub-task goes to another project with its parent, where both are to go, whichever is named first.
      if (parentId !== null && parentColumn !== undefined && column.project !== projectId) {
        moveTask(writing, asItIs(writing, parentId), ask.column(parentColumn), { force });
      }
      const { before, after } = ask.place(change);
      moveTask(writing, asItIs(writing, row.task.id), column, { before, after, force });
    });
  }
}

/** A task as it is after the changes before this one, which may have been of the same task or of its parent. */
function asItIs({ stores }: BoardWriting, id: string): TaskRow {
  const row = stores.tasks.find(id);
  if (row) return row;
  throw new RoomError("not_found", "There is no such task.");
}

function fieldsChangedBy({ set, columnId }: BulkChange): string[] {
  return [...fieldsSetBy(set ?? {}), ...(columnId === undefined ? [] : ["place"])];
}

/** Runs one change. @throws RoomError what it throws, naming the task and which of the changes it was */
function telling(index: number, { task }: TaskRow, act: () => void): void {
  try {
    act();
  } catch (cause) {
    if (!(cause instanceof RoomError)) throw cause;
    const message = cause.message.includes(task.key) ? cause.message : `${task.key}: ${cause.message}`;
    const errors = cause.errors?.map((each) => ({ ...each, path: `changes.${index}.${each.path}` }));
    throw new RoomError(cause.code, message, errors);
  }
}
