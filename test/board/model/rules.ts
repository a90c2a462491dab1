import type { BoardAction } from "../../../durable-objects/workspace/board/protocol.ts";
import type { Doing } from "./doing.ts";
import { merged } from "./lists.ts";
import type { ModelRule, ModelState, ModelTask } from "./state.ts";

/** Lets the rules act that what `action` changed sets off. */
export function runRules(doing: Doing, before: ModelState, action: BoardAction): void {
  // Tasks that a column's end moved were moved by nobody.
  if (action.type === "column.delete") return;
  doing.revision = doing.stamp.revision + 0.5;
  const ran = new Set<string>();
  let was = before;
  let queue = Object.keys(doing.state.tasks).flatMap((id) => setOff(doing, was.tasks[id], doing.state.tasks[id]));
  while (queue.length > 0) {
    const [turn, ...others] = queue;
    queue = others;
    const task = turn && doing.state.tasks[turn.task];
    if (!turn || !task || ran.has(`${turn.rule.id} ${turn.task}`)) continue;
    ran.add(`${turn.rule.id} ${turn.task}`);
    was = structuredClone(doing.state);
    const { priority, addLabels = [] } = turn.rule.set;
    const labels = doing.state.projects[task.project]?.labels ?? [];
    const isRefused = addLabels.some(
      (id) => !task.labels.includes(id) && labels.find((label) => label.id === id)?.archived !== false,
    );
    if (isRefused) continue;
    if (priority !== undefined) doing.set(task, "priority", priority);
    doing.set(task, "labels", merged(task.labels, undefined, addLabels, undefined));
    queue.push(...setOff(doing, was.tasks[task.id], task));
  }
}

export function setOff(
  doing: Doing,
  was: ModelTask | undefined,
  is: ModelTask | undefined,
): { rule: ModelRule; task: string }[] {
  if (!is || is.archived !== null) return [];
  const rules = doing.state.projects[is.project]?.rules.filter(({ enabled }) => enabled) ?? [];
  return rules
    .filter(({ when }) => {
      if (when.type === "created") return !was;
      if (when.type === "moved_to") return is.column === when.columnId && was?.column !== when.columnId;
      return is.labels.includes(when.labelId) && !was?.labels.includes(when.labelId);
    })
    .map((rule) => ({ rule, task: is.id }));
}
