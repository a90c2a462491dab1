import { RoomError } from "../../../../room/errors.ts";
import { archiveTask, restoreTask } from "../../tasks/archiving.ts";
import type { RowArchival } from "../handover.ts";
import type { Taking } from "./take-rows.ts";

/** Archives a row's task, or brings it back, when the row says so otherwise than the last time. Says whether it did. */
export function takeArchival({ writing, project, faults }: Taking, { row, ...wanted }: RowArchival): boolean {
  const { importKeys, tasks } = writing.stores;
  const key = importKeys.find(project.id, wanted.key);
  const task = tasks.find(wanted.task);
  // What was never said and is not said now is no change.
  if (task?.task.projectId !== project.id || (key && (key.marks.archived ?? "") === wanted.mark)) return false;
  try {
    const changed = writing.attempt(() =>
      wanted.archived ? archiveTask(writing, task) : restoreTask(writing, task, { force: true }),
    );
    if (key || changed.length > 0) {
      const marks = { ...key?.marks, archived: wanted.mark };
      importKeys.put(project.id, wanted.key, { task: wanted.task, marks });
    }
    return changed.length > 0;
  } catch (cause) {
    if (!(cause instanceof RoomError)) throw cause;
    faults.push({ row, field: "archived", message: cause.message.replace(/\.$/, "") });
    return false;
  }
}
