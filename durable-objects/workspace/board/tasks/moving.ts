import { RoomError } from "../../../room/errors.ts";
import type { BoardWriting } from "../writing.ts";
import { tellNeighbours } from "./neighbours.ts";
import { orderFor, orderWithin } from "./ordering.ts";
import { type ColumnRow, demandRoom, demandUnblocked, type Into } from "./placing.ts";
import type { TaskRow } from "./store.ts";
import { transferTask } from "./transferring.ts";

/**
 * Puts a task into a column at a place. Into a column of another project it takes its sub-tasks along, and goes there as
 * {@link transferTask} says. Answers all that moved, the task first; nothing when it is there already.
 * @throws RoomError `conflict` for an archived task, `blocked`, `wip_limit`, `limit_reached`, `too_large`
 */
export function moveTask(writing: BoardWriting, row: TaskRow, column: ColumnRow, into: Into = {}): TaskRow[] {
  const { task } = row;
  if (task.archivedAt !== null) {
    throw new RoomError("conflict", `${task.key} is archived; restore it to move it.`);
  }
  if (column.project !== task.projectId) return transferTask(writing, row, column, into);
  const columnId = column.part.id;
  if (columnId === task.columnId) {
    const order = orderWithin(writing, task, into);
    return order === null ? [] : [writing.setTask(row, { order })];
  }
  demandRoom(writing, column, 1, into);
  demandUnblocked(writing, task, column, into);
  const order = orderFor(writing, { projectId: task.projectId, columnId }, into);
  const moved = writing.setTask(row, { columnId, order });
  tellNeighbours(writing, task, moved.task);
  return [moved];
}
