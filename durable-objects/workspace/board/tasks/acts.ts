import type { Access } from "../../access.ts";
import { demandUnmoved } from "../revisions.ts";
import type { BoardWriting } from "../writing.ts";
import { archiveTask, demandUnchanged, restoreTask } from "./archiving.ts";
import { Asking } from "./asking.ts";
import { changeMany } from "./bulk.ts";
import { createTask } from "./creating.ts";
import { deleteTask } from "./deleting.ts";
import { followTask, unfollowTask } from "./following.ts";
import { moveTask } from "./moving.ts";
import type { TaskAction } from "./protocol.ts";
import { relateTasks, unrelateTasks } from "./relating.ts";
import { fieldsSetBy } from "./revised.ts";
import { sayDeleted, sayTouched } from "./saying.ts";
import type { TaskRow } from "./store.ts";
import { updateTask } from "./updating.ts";

/**
 * Does what is asked of tasks, if the actor may, and says it. Answers whether there was anything to say.
 * @throws RoomError for what is refused; `not_found` for what the actor may not see
 */
export function actOnTask(writing: BoardWriting, access: Access, action: TaskAction): boolean {
  const ask = new Asking(writing, access);
  switch (action.type) {
    case "task.create": {
      const project = ask.project(action.project);
      createTask(writing, project, { ...ask.place(action), set: ask.set(action.set) });
      return sayTouched(writing, "task.created");
    }
    case "task.update": {
      const row = ask.task(action.task);
      demandUnmoved(row.revisions, fieldsSetBy(action.set), action.since);
      updateTask(writing, row, ask.set(action.set));
      return sayTouched(writing, "task.updated");
    }
    case "task.move": {
      const row = ask.task(action.task);
      demandUnmoved(row.revisions, ["place"], action.since);
      moveTask(writing, row, ask.column(action.columnId), ask.place(action));
      return sayTouched(writing, "task.moved");
    }
    case "task.bulk":
      changeMany(writing, ask, action);
      return sayTouched(writing, action.changes.some(({ set }) => set) ? "task.updated" : "task.moved");
    case "task.archive": {
      const rows = ask.tasks(action.tasks);
      demandArchivingUnmoved(rows, action.since);
      for (const row of rows) demandUnchanged(writing, row, action.unchangedSince);
      for (const row of rows) archiveTask(writing, asItIs(writing, row));
      return sayTouched(writing, "task.archived");
    }
    case "task.restore": {
      const rows = ask.tasks(action.tasks);
      demandArchivingUnmoved(rows, action.since);
      for (const row of rows) restoreTask(writing, asItIs(writing, row), action);
      return sayTouched(writing, "task.restored");
    }
    case "task.delete": {
      const rows = ask.tasks(action.tasks);
      for (const row of rows) deleteTask(writing, asItIs(writing, row));
      return sayDeleted(
        writing,
        rows.map(({ task }) => task),
      );
    }
    case "task.relate":
      relateTasks(writing, ...ask.relation(action));
      return sayTouched(writing, "task.related");
    case "task.unrelate":
      unrelateTasks(writing, ...ask.relation(action));
      return sayTouched(writing, "task.unrelated");
    case "task.follow":
      followTask(writing, ask.task(action.task, "task.follow"), access.user);
      return sayTouched(writing, "task.followed");
    case "task.unfollow":
      unfollowTask(writing, ask.task(action.task, "task.follow"), access.user);
      return sayTouched(writing, "task.unfollowed");
  }
}

/** @throws RoomError `moved_on` */
function demandArchivingUnmoved(rows: readonly TaskRow[], since: number | undefined): void {
  for (const { revisions } of rows) demandUnmoved(revisions, ["archivedAt"], since);
}

/** A task after what the same act did to another one, such as its parent. */
function asItIs({ stores }: BoardWriting, row: TaskRow): TaskRow {
  return stores.tasks.find(row.task.id) ?? row;
}
