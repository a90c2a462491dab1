import type { Access } from "../access.ts";
import type { Change } from "../change.ts";
import type { RoomRef } from "../protocol.ts";
import { demandOpenProject, demandProject } from "./projects/finding.ts";
import type { TaskRow } from "./tasks/store.ts";
import { BoardWriting } from "./writing.ts";

/**
 * Makes a doc, whose object exists already, the description of a task, and answers the id of the task's doc: of the one
 * it had before, if it had one. Whoever may be in the project may enter it.
 * @throws RoomError `forbidden`, or `conflict` for one without in an archived project
 */
export function describeTask(change: Change, access: Access, row: TaskRow, docId: string): string {
  const { task } = row;
  demandProject(change.stores, access, task.projectId, "task.write");
  if (task.docId !== null) return task.docId;
  demandOpenProject(change.stores, access, task.projectId, "task.write");
  const writing = new BoardWriting(change, { user: access.user });
  giveDoc(writing, row, docId);
  writing.say(task.projectId, "task.described", "neighbour.changed", { about: [task.id] });
  return docId;
}

/** Makes a doc, whose object exists already, the description of a task that has none. Answers the task as it then is. */
export function giveDoc(writing: BoardWriting, row: TaskRow, docId: string): TaskRow {
  const { change } = writing;
  const doc: RoomRef = { kind: "doc", id: docId };
  change.stores.rooms.register(doc, change.now);
  change.projectRoom(doc, change.now, null);
  change.moveRoom(doc, row.task.projectId);
  return writing.setTask(row, { docId });
}
