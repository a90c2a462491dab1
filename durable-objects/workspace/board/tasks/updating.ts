import type { BoardWriting } from "../writing.ts";
import { introduce } from "./company.ts";
import { tellNeighbours } from "./neighbours.ts";
import type { TaskSet } from "./protocol.ts";
import { settingsFor } from "./settings.ts";
import type { TaskRow } from "./store.ts";

/**
 * Sets what `set` names of a task, archived or not, and answers it as it now is.
 * @throws RoomError `invalid`, `cycle`, `limit_reached`, `too_large`
 */
export function updateTask(writing: BoardWriting, row: TaskRow, set: TaskSet): TaskRow {
  const written = writing.setTask(row, settingsFor(writing.stores, row.task, set));
  const { projectId, assignees } = written.task;
  introduce(
    writing,
    projectId,
    assignees.filter((user) => !row.task.assignees.includes(user)),
  );
  tellNeighbours(writing, row.task, written.task);
  return written;
}
