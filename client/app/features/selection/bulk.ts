import type { BoardAction, Task, TaskSet } from "../../../../durable-objects/workspace/board/protocol.ts";

/** Tasks one command may name (the room's own limit). */
const AT_ONCE = 500;

type Ids = readonly string[];

/** Sets the same of many tasks. */
export function settingAll(tasks: Ids, set: TaskSet): BoardAction[] {
  return chunksOf(tasks).map((chunk) => ({ type: "task.bulk", changes: chunk.map((task) => ({ task, set })) }));
}

/** Puts many tasks at the end of a column, of their own or another project, in the order they are named. */
export function movingAll(tasks: Ids, columnId: string): BoardAction[] {
  return chunksOf(tasks).map((chunk) => ({ type: "task.bulk", changes: chunk.map((task) => ({ task, columnId })) }));
}

/** Archives many. A sub-task goes with its parent, and so is not named beside it: the parent may be gone before. */
export function archivingAll(tasks: readonly Pick<Task, "id" | "parentId">[]): BoardAction[] {
  const ids = new Set(tasks.map(({ id }) => id));
  const named = tasks.filter(({ parentId }) => parentId === null || !ids.has(parentId)).map(({ id }) => id);
  return chunksOf(named).map((chunk) => ({ type: "task.archive", tasks: chunk }));
}

/** Deletes many, for ever. */
export function deletingAll(tasks: Ids): BoardAction[] {
  return chunksOf(tasks).map((chunk) => ({ type: "task.delete", tasks: chunk }));
}

/** What all of them have of a list: their labels, or their assignees. */
export function sharedBy(tasks: readonly Task[], list: "labels" | "assignees"): string[] {
  const [first, ...others] = tasks.map((task) => task[list]);
  return (first ?? []).filter((each) => others.every((items) => items.includes(each)));
}

/** The tasks as lines of text, to be pasted elsewhere. */
export function asList(tasks: readonly Pick<Task, "key" | "title">[]): string {
  return tasks.map(({ key, title }) => `- ${key} ${title}`).join("\n");
}

function chunksOf(ids: Ids): string[][] {
  const count = Math.ceil(ids.length / AT_ONCE);
  return Array.from({ length: count }, (_, index) => ids.slice(index * AT_ONCE, (index + 1) * AT_ONCE));
}
