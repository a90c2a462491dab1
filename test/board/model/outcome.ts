/**
 * What the commands of boards mean: written from what the protocol promises, apart from the room's own code, and with no
 * thought of speed. Each command is done to a copy of everything.
 */
import type { BoardAction, TaskSet } from "../../../durable-objects/workspace/board/protocol.ts";
import { Doing } from "./doing.ts";
import { actOnParts } from "./parts.ts";
import { archiveTask, changeMany, moveTask, restoreTask } from "./places.ts";
import { runRules } from "./rules.ts";
import type { ModelState, Stamp } from "./state.ts";
import { createTask, deleteTask, relateTasks, updateTask } from "./tasks.ts";

/** What becomes of a command: the state after it, or the codes it may be refused with. */
export type ModelOutcome = { ok: true; state: ModelState; changed: boolean } | { ok: false; codes: Set<string> };

/** Does `action` as `user` to a copy of `state`. */
export function outcomeOf(state: ModelState, user: string, action: BoardAction, stamp: Stamp): ModelOutcome {
  const doing = new Doing(structuredClone(state), user, stamp);
  act(doing, action);
  if (doing.codes.size > 0) return { ok: false, codes: doing.codes };
  const changed = JSON.stringify(doing.state) !== JSON.stringify(state);
  if (changed) runRules(doing, state, action);
  return { ok: true, state: doing.state, changed };
}

export function act(doing: Doing, action: BoardAction): void {
  switch (action.type) {
    case "task.create": {
      const project = doing.openProject(action.project);
      if (!project) return;
      const shown = project.columns.filter(({ archived }) => !archived);
      const column = action.columnId ?? (shown.find(({ hidden }) => !hidden) ?? shown[0])?.id;
      createTask(doing, project, doing.column(column), action);
      return;
    }
    case "task.update": {
      const task = doing.writable(action.task);
      if (!task) return;
      doing.demandUnmoved(task, fieldsOf(action.set), action.since);
      updateTask(doing, task, action.set);
      return;
    }
    case "task.move": {
      const task = doing.writable(action.task);
      if (!task) return;
      doing.demandUnmoved(task, ["place"], action.since);
      moveTask(doing, task, doing.column(action.columnId), action, action.force);
      return;
    }
    case "task.bulk":
      changeMany(doing, action);
      return;
    case "task.archive":
      for (const id of action.tasks) archiveTask(doing, doing.writable(id));
      return;
    case "task.restore":
      for (const id of action.tasks) restoreTask(doing, doing.writable(id), action.force);
      return;
    case "task.delete":
      for (const id of action.tasks) deleteTask(doing, doing.writable(id));
      return;
    case "task.relate":
    case "task.unrelate":
      relateTasks(doing, action);
      return;
    case "task.follow":
    case "task.unfollow": {
      const task = doing.writable(action.task);
      if (!task) return;
      const others = task.followers.filter((user) => user !== doing.user);
      if (action.type === "task.unfollow") doing.set(task, "followers", others);
      else if (!task.followers.includes(doing.user)) doing.set(task, "followers", [...others, doing.user]);
      return;
    }
    default:
      actOnParts(doing, action);
  }
}

/** By what names revisions of what a command sets are kept. */
function fieldsOf(set: TaskSet): string[] {
  const names: Record<string, string> = {
    addLabels: "labels",
    removeLabels: "labels",
    addAssignees: "assignees",
    removeAssignees: "assignees",
  };
  return Object.keys(set).map((name) => names[name] ?? name);
}
