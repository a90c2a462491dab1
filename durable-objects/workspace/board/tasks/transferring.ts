/** Tasks that go to another project. */
import { RoomError } from "../../../room/errors.ts";
import { moveCalls } from "../../calls/following.ts";
import { moveDiscussion } from "../../conversations/discussing.ts";
import { isReader } from "../seeing.ts";
import type { BoardWriting } from "../writing.ts";
import { introduce } from "./company.ts";
import { tellNeighbours } from "./neighbours.ts";
import { orderFor } from "./ordering.ts";
import { type ColumnRow, demandRoom, demandTasks, demandUnblocked, type Into } from "./placing.ts";
import type { Task } from "./protocol.ts";
import type { TaskRow } from "./store.ts";
import { Translation } from "./translating.ts";

/**
 * Takes a task with its sub-tasks, archived ones too, into a column of another project, the sub-tasks right behind it.
 * Each gets a new number, and its old key still finds it. Labels and custom fields become those of the same name there,
 * or are lost; people who may not see that project are left out; a parent stays behind. Descriptions and discussions
 * come along.
 * Answers all that went, the task first.
 * @throws RoomError `blocked`, `wip_limit`, `limit_reached`, `too_large`
 */
export function transferTask(writing: BoardWriting, row: TaskRow, column: ColumnRow, into: Into): TaskRow[] {
  const { stores } = writing;
  const project = stores.projects.find(column.project)?.project;
  if (!project) throw new RoomError("not_found", "There is no such project.");
  const all = [row, ...stores.tasks.subtasks(row.task.id)];
  const open = all.filter(({ task }) => task.archivedAt === null);
  demandTasks(stores, project.id, all.length, open.length);
  demandRoom(writing, column, open.length, into);
  for (const { task } of open) demandUnblocked(writing, task, column, into);
  const first = stores.projects.takeNumbers(project.id, all.length);
  const translation = new Translation(stores, row.task.projectId, project.id);
  const home = { projectId: project.id, columnId: column.part.id };
  let place: Into = into;
  return all.map((each, index) => {
    const { task } = each;
    const number = first + index;
    const mayStay = (user: string) => isReader(stores, user, project.id);
    const gone = bring(writing, each, {
      ...task,
      ...home,
      number,
      key: `${project.key}-${number}`,
      parentId: each === row ? null : row.task.id,
      labels: translation.labels(task.labels),
      fields: translation.fields(task.fields),
      assignees: task.assignees.filter(mayStay),
      followers: task.followers.filter(mayStay),
      order: orderFor(writing, home, place),
    });
    // An archived one has no place that another could be put behind.
    if (gone.task.archivedAt === null) place = { after: gone.task.id };
    return gone;
  });
}

function bring(writing: BoardWriting, row: TaskRow, task: Task): TaskRow {
  const gone = writing.transferTask(row, task);
  if (task.docId !== null) writing.change.moveRoom({ kind: "doc", id: task.docId }, task.projectId);
  moveDiscussion(writing.change, task.id, task.projectId);
  moveCalls(writing.change, task.id, task.projectId);
  introduce(writing, task.projectId, [writing.doer.user, task.createdBy, ...task.assignees, ...task.followers]);
  tellNeighbours(writing, row.task, gone.task);
  return gone;
}
