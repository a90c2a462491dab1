import type { Task } from "../../../../../durable-objects/workspace/board/protocol.ts";

/** Tasks by the day they are due on, each day's in the order given; those due on none by themselves. */
export function dueByDay(tasks: readonly Task[]): { days: ReadonlyMap<string, readonly Task[]>; undated: Task[] } {
  const days = new Map<string, Task[]>();
  const undated: Task[] = [];
  for (const task of tasks) {
    if (task.dueDate === null) undated.push(task);
    else if (!days.get(task.dueDate)?.push(task)) days.set(task.dueDate, [task]);
  }
  return { days, undated };
}
