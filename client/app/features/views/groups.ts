import {
  type Column,
  PRIORITIES,
  type Priority,
  type Task,
  type TaskSet,
} from "../../../../durable-objects/workspace/board/protocol.ts";
import { tasksIn } from "../../../sdk/board/arrangement.ts";
import { PRIORITY_NAMES } from "../../words/board.ts";
import type { Look } from "./search.ts";
import { compareBy, sorted } from "./sorting.ts";

/** What the tasks of a group have in common. */
type GroupOf =
  | { by: "column"; column: Column }
  | { by: "assignee"; user: string | null }
  | { by: "priority"; priority: Priority };

/** Tasks that are shown together. */
export interface TaskGroup {
  id: string;
  name: string;
  of: GroupOf;
  tasks: readonly Task[];
}

export interface GroupSight {
  tasks: ReadonlyMap<string, Task>;
  /** Those whose tasks are shown, in their order. */
  columns: ReadonlyMap<string, Column>;
  people: ReadonlyMap<string, { name: string }>;
  /** Null for all. */
  filter: ((task: Task) => boolean) | null;
}

/** The tasks that are shown, in groups: by column where nothing else is asked for. A group may be empty. */
export function groupsOf({ group, sort }: Pick<Look, "group" | "sort">, sight: GroupSight): TaskGroup[] {
  const { tasks, columns, filter } = sight;
  if (group === "none") {
    const compare = compareBy(sort);
    return [...columns.values()].map((column) => {
      const all = tasksIn(tasks, column.id);
      const shown = filter ? all.filter(filter) : all;
      return {
        id: column.id,
        name: column.name,
        of: { by: "column", column },
        tasks: compare ? shown.toSorted(compare) : shown,
      };
    });
  }
  const shown = sorted(shownOf(sight), sort, columns);
  return group === "priority" ? byPriority(shown) : byAssignee(shown, sight.people);
}

/** The tasks that a look shows, in no order. */
export function shownOf({ tasks, columns, filter }: Pick<GroupSight, "tasks" | "columns" | "filter">): Task[] {
  return [...tasks.values()].filter((task) => columns.has(task.columnId) && (filter?.(task) ?? true));
}

/** What a new task of a group begins with. */
export function settingIn(of: GroupOf): TaskSet {
  switch (of.by) {
    case "column":
      return {};
    case "assignee":
      return of.user === null ? {} : { addAssignees: [of.user] };
    case "priority":
      return { priority: of.priority };
  }
}

function byPriority(tasks: readonly Task[]): TaskGroup[] {
  const groups = Map.groupBy(tasks, ({ priority }) => priority);
  return PRIORITIES.map((priority) => ({
    id: priority,
    name: PRIORITY_NAMES[priority],
    of: { by: "priority", priority },
    tasks: groups.get(priority) ?? [],
  }));
}

/** A task of two people is with each of them. Those without tasks are left out; tasks without people come last. */
function byAssignee(tasks: readonly Task[], people: ReadonlyMap<string, { name: string }>): TaskGroup[] {
  const groups = new Map<string, Task[]>();
  const nobodys: Task[] = [];
  for (const task of tasks) {
    if (task.assignees.length === 0) nobodys.push(task);
    for (const user of task.assignees) {
      const theirs = groups.get(user) ?? [];
      groups.set(user, theirs);
      theirs.push(task);
    }
  }
  const named = [...groups].map(([user, theirs]): TaskGroup => {
    const name = people.get(user)?.name ?? "A former member";
    return { id: user, name, of: { by: "assignee", user }, tasks: theirs };
  });
  const none: TaskGroup = { id: "nobody", name: "Nobody", of: { by: "assignee", user: null }, tasks: nobodys };
  return [...named.toSorted((a, b) => a.name.localeCompare(b.name)), none];
}
