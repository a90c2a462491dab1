import { RoomError } from "../../../room/errors.ts";
import type { Stores } from "../../store/stores.ts";
import { MAX_SUBTASKS } from "../limits.ts";
import type { Task } from "./protocol.ts";

/**
 * The id of the task that `task` is to be a sub-task of, if it may be: sub-tasks go one level deep, within one project.
 * @throws RoomError `invalid`, `cycle`, `limit_reached`
 */
export function demandParent({ tasks }: Stores, task: Task, parentId: string): string {
  if (task.parentId === parentId) return parentId;
  const parent = tasks.find(parentId)?.task;
  if (parentId === task.id) throw new RoomError("cycle", "A task cannot be its own sub-task.");
  if (parent?.projectId !== task.projectId) throw refused("There is no such task in this project");
  if (parent.parentId === task.id) throw new RoomError("cycle", `${parent.key} is a sub-task of this one already.`);
  if (parent.parentId !== null) throw refused(`${parent.key} is a sub-task itself; they go one level deep`);
  if (parent.archivedAt !== null) throw refused(`${parent.key} is archived`);
  if (tasks.subtasks(task.id).length > 0) throw refused("This task has sub-tasks itself; they go one level deep");
  if (tasks.subtasks(parent.id).length >= MAX_SUBTASKS) {
    throw new RoomError("limit_reached", `A task has at most ${MAX_SUBTASKS} sub-tasks.`);
  }
  return parent.id;
}

function refused(message: string): RoomError {
  return new RoomError("invalid", `${message}.`, [{ path: "set.parentId", message }]);
}
