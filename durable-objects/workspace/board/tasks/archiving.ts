import { demandUnmoved } from "../revisions.ts";
import type { BoardWriting } from "../writing.ts";
import { tellNeighbours } from "./neighbours.ts";
import { orderFor } from "./ordering.ts";
import { type ColumnRow, demandOpenTasks, demandRoom, demandUnblocked, firstColumn, type Into } from "./placing.ts";
import type { Task } from "./protocol.ts";
import type { TaskRow } from "./store.ts";

/** Archives a task with its sub-tasks. Answers all that were not archived before. */
export function archiveTask(writing: BoardWriting, row: TaskRow): TaskRow[] {
  return goingWith(writing, row).map((each) => {
    const archived = writing.setTask(each, { archivedAt: writing.now });
    tellNeighbours(writing, each.task, archived.task);
    return archived;
  });
}

/**
 * Passes when nothing of a task, nor of the sub-tasks that go with it, was set after the revision `since`; always without
 * one. @throws RoomError `moved_on`
 */
export function demandUnchanged(writing: BoardWriting, row: TaskRow, since: number | undefined): void {
  for (const { revisions } of goingWith(writing, row)) demandUnmoved(revisions, Object.keys(revisions), since);
}

/** What archiving a task takes: the task, if it is not archived yet, and its sub-tasks that are not. */
function goingWith({ stores }: BoardWriting, row: TaskRow): TaskRow[] {
  if (row.task.archivedAt !== null) return [];
  return [row, ...stores.tasks.subtasks(row.task.id).filter(({ task }) => task.archivedAt === null)];
}

/**
 * Brings an archived task back to where it was, with the sub-tasks that were archived with it; if its column is gone or
 * archived, to the end of the first one. Answers all that came back.
 * @throws RoomError `limit_reached`, `wip_limit`, `blocked`, `conflict` in a project without columns
 */
export function restoreTask(writing: BoardWriting, row: TaskRow, how: Pick<Into, "force"> = {}): TaskRow[] {
  const { archivedAt } = row.task;
  if (archivedAt === null) return [];
  const along = writing.stores.tasks.subtasks(row.task.id).filter(({ task }) => task.archivedAt === archivedAt);
  demandOpenTasks(writing.stores, row.task.projectId, 1 + along.length);
  return [row, ...along].map((each) => restore(writing, each, how));
}

function restore(writing: BoardWriting, row: TaskRow, how: Pick<Into, "force">): TaskRow {
  const { task } = row;
  const column = columnOf(writing, task);
  demandRoom(writing, column, 1, how);
  demandUnblocked(writing, task, column, how);
  const columnId = column.part.id;
  const order = orderBack(writing, task, columnId);
  const restored = writing.setTask(row, { archivedAt: null, columnId, order });
  tellNeighbours(writing, task, restored.task);
  return restored;
}

function columnOf({ stores }: BoardWriting, task: Task): ColumnRow {
  const column = stores.parts.find("column", task.columnId);
  return column && column.part.archivedAt === null ? column : firstColumn(stores, task.projectId);
}

/** The key it had, unless another task has it by now: then right behind that one. */
function orderBack(writing: BoardWriting, task: Task, columnId: string): string {
  const home = { projectId: task.projectId, columnId };
  if (columnId !== task.columnId) return orderFor(writing, home, {});
  const holder = writing.stores.places.holderOf(columnId, task.order);
  return holder === undefined ? task.order : orderFor(writing, home, { after: holder });
}
