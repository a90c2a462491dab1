import { RoomError } from "../../../room/errors.ts";
import type { Project } from "../projects/protocol.ts";
import type { BoardWriting } from "../writing.ts";
import { introduce } from "./company.ts";
import { orderFor } from "./ordering.ts";
import { columnFor, demandRoom, demandTasks, firstColumn, type Into, notThere } from "./placing.ts";
import type { NewTask, Task } from "./protocol.ts";
import { settingsFor, withFollowers } from "./settings.ts";
import type { TaskRow } from "./store.ts";

/** A task as it is asked for. */
export interface WantedTask extends Into {
  /** The id it gets. */
  task: string;
  /** Without one, the first column that is shown. */
  columnId?: string | undefined;
  set: NewTask;
}

/**
 * Makes a task in a project. One that the same user made there under this id before stays as it is.
 * @throws RoomError `conflict`, `limit_reached`, `invalid`, `wip_limit`, `too_large`
 */
export function createTask(writing: BoardWriting, project: Project, wanted: WantedTask): TaskRow {
  const { stores, doer, now } = writing;
  const known = stores.tasks.find(wanted.task);
  if (known) {
    if (known.task.projectId === project.id && known.task.createdBy === doer.user) return known;
    throw new RoomError("conflict", "This id is taken.");
  }
  demandTasks(stores, project.id, 1, 1);
  const column = wanted.columnId === undefined ? firstColumn(stores, project.id) : columnFor(stores, wanted.columnId);
  if (column.project !== project.id) throw notThere();
  demandRoom(writing, column, 1, wanted);
  const { id: projectId } = project;
  const home = { projectId, columnId: column.part.id };
  const blank: Task = {
    ...BLANK,
    ...home,
    id: wanted.task,
    key: project.key,
    title: wanted.set.title,
    followers: withFollowers([], doer.user === null ? [] : [doer.user]),
    createdAt: now,
    createdBy: doer.user,
    updatedAt: now,
  };
  const set = settingsFor(stores, blank, wanted.set);
  const order = orderFor(writing, home, wanted);
  const number = stores.projects.takeNumbers(projectId, 1);
  const row = writing.addTask({ ...blank, ...set, order, number, key: `${project.key}-${number}` });
  introduce(writing, projectId, [doer.user, ...row.task.assignees]);
  return row;
}

/** A task of which nothing is set. */
const BLANK = {
  number: 1,
  order: "",
  labels: [],
  assignees: [],
  priority: "none",
  startDate: null,
  dueDate: null,
  estimate: null,
  checklist: [],
  parentId: null,
  relations: [],
  docId: null,
  fields: {},
  archivedAt: null,
} as const satisfies Partial<Task>;
