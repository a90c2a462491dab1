import type { BoardAction } from "../../../durable-objects/workspace/board/protocol.ts";
import type { Doing } from "./doing.ts";
import { type Place, placed } from "./lists.ts";
import type { ModelColumn, ModelProject, ModelTask } from "./state.ts";
import { updateTask } from "./tasks.ts";

export function changeMany(doing: Doing, { changes, force }: Extract<BoardAction, { type: "task.bulk" }>): void {
  const goals = new Map(changes.map(({ task, columnId }) => [task, columnId]));
  for (const { task: id, set, columnId } of changes) {
    const task = doing.writable(id);
    if (!task) return;
    if (set) updateTask(doing, task, set);
    if (columnId === undefined) continue;
    const column = doing.column(columnId);
    const parent = doing.state.tasks[task.parent ?? ""];
    const goal = parent && goals.get(parent.id);
    const isHere = column && doing.state.projects[task.project]?.columns.includes(column);
    // Where both go to another project, they go together.
    if (parent && goal !== undefined && !isHere) moveTask(doing, parent, doing.column(goal), {}, force);
    moveTask(doing, task, column, {}, force);
  }
}

export function moveTask(
  doing: Doing,
  task: ModelTask,
  column: ModelColumn | undefined,
  place: Place,
  force: true | undefined,
): void {
  if (!column) return;
  if (task.archived !== null) return void doing.codes.add("conflict");
  if (column.id === task.column) {
    if (place.before === task.id || place.after === task.id) return;
    const tasks = placed(column.tasks, task.id, place, (id) => id);
    if (JSON.stringify(tasks) !== JSON.stringify(column.tasks)) task.revisions.place = doing.revision;
    column.tasks = tasks;
    return;
  }
  const isHere = doing.state.projects[task.project]?.columns.includes(column);
  if (isHere) {
    moveOpen(doing, [task], column, place, force);
    return;
  }
  const project = Object.values(doing.state.projects).find(({ columns }) => columns.includes(column));
  if (!project) return;
  const along = doing.children(task);
  moveOpen(doing, [task, ...along.filter(({ archived }) => archived === null)], column, place, force);
  for (const each of [task, ...along]) transfer(doing, each, project, column, each !== task);
}

/** Puts tasks, none of them archived, one behind the other into a column in which they are not. */
export function moveOpen(
  doing: Doing,
  tasks: ModelTask[],
  column: ModelColumn,
  place: Place,
  force: true | undefined,
): void {
  demandRoom(doing, column, tasks.length, force);
  let next = place;
  for (const task of tasks) {
    demandUnblocked(doing, task, column, force);
    doing.takeOff(task);
    column.tasks = placed(column.tasks, task.id, next, (id) => id);
    task.column = column.id;
    task.revisions.place = doing.revision;
    next = { after: task.id };
  }
}

export function transfer(
  doing: Doing,
  task: ModelTask,
  project: ModelProject,
  column: ModelColumn,
  isAlong: boolean,
): void {
  const from = doing.state.projects[task.project];
  const nameOf = (things: { id: string; name: string }[] | undefined, id: string) =>
    things?.find((each) => each.id === id)?.name;
  const labels = task.labels.flatMap((id) => {
    const name = nameOf(from?.labels, id);
    return project.labels.find((label) => label.name === name && !label.archived)?.id ?? [];
  });
  doing.set(task, "labels", labels);
  // Of select fields no two have a choice of the same id; the test gives fields names that occur once.
  for (const id of Object.keys(task.fields)) task.revisions[`fields.${id}`] = doing.revision;
  task.fields = {};
  if (!isAlong) doing.set(task, "parent", null);
  project.lastNumber += 1;
  task.number = project.lastNumber;
  task.project = project.id;
  task.column = column.id;
  task.revisions.place = doing.revision;
}

export function archiveTask(doing: Doing, task: ModelTask | undefined): void {
  if (!task || task.archived !== null) return;
  const open = doing.children(task).filter(({ archived }) => archived === null);
  for (const each of [task, ...open]) {
    doing.takeOff(each);
    doing.set(each, "archived", doing.stamp.at);
  }
}

export function restoreTask(doing: Doing, task: ModelTask | undefined, force: true | undefined): void {
  if (!task || task.archived === null) return;
  const along = doing.children(task).filter(({ archived }) => archived === task.archived);
  for (const each of [task, ...along]) {
    const columns = doing.state.projects[each.project]?.columns.filter(({ archived }) => !archived) ?? [];
    const home = columns.find(({ id }) => id === each.column);
    const column = home ?? columns.find(({ hidden }) => !hidden) ?? columns[0];
    if (!column) return void doing.codes.add("conflict");
    demandRoom(doing, column, 1, force);
    demandUnblocked(doing, each, column, force);
    column.tasks = placed(column.tasks, each.id, home ? placeTold(doing, column, each.id) : {}, (id) => id);
    each.column = column.id;
    // Whether it has its former key again nobody can know here.
    each.revisions.place = Number.NaN;
    doing.set(each, "archived", null);
  }
}

/** Where a task came to be, by what is told to be behind it. */
export function placeTold(doing: Doing, column: ModelColumn, id: string): Place {
  const told = doing.stamp.lists?.[column.id] ?? [];
  const behind = told.slice(told.indexOf(id) + 1);
  return { before: behind.find((each) => column.tasks.includes(each)) };
}

export function demandRoom(doing: Doing, column: ModelColumn, count: number, force: true | undefined): void {
  if (force || column.wipLimit === null) return;
  if (column.tasks.length + count > column.wipLimit) doing.codes.add("wip_limit");
}

export function demandUnblocked(doing: Doing, task: ModelTask, column: ModelColumn, force: true | undefined): void {
  if (force || column.kind !== "doing") return;
  const isOpen = (id: string) => {
    const blocker = doing.state.tasks[id];
    const kind = blocker && doing.columns().find((each) => each.id === blocker.column)?.kind;
    return blocker?.archived === null && kind !== "done" && kind !== "cancelled";
  };
  if (task.relations.some((each) => each.type === "blocked_by" && isOpen(each.task))) doing.codes.add("blocked");
}
