import { eraseDiscussion } from "../../conversations/discussing.ts";
import { eraseCallsAbout, eraseRoom } from "../../erasing.ts";
import type { BoardWriting } from "../writing.ts";
import { tellNeighbours } from "./neighbours.ts";
import { severRelations } from "./relating.ts";
import type { TaskRow } from "./store.ts";

/** Deletes a task for ever, with its description, its discussion and its relations; its sub-tasks stay, on their own. */
export function deleteTask(writing: BoardWriting, row: TaskRow): void {
  const { change, stores } = writing;
  const { id, key, title, projectId, docId } = row.task;
  for (const sub of stores.tasks.subtasks(id)) writing.setTask(sub, { parentId: null });
  severRelations(writing, row);
  if (docId !== null) eraseRoom(change, { kind: "doc", id: docId });
  eraseCallsAbout(change, "task", id);
  eraseDiscussion(change, "task", id);
  writing.deleteTask(row);
  tellNeighbours(writing, row.task, null);
  change.record("task.deleted", id, { key, title, project: projectId });
}
