import type { BoardAction, RelationType, TaskSet } from "../../../durable-objects/workspace/board/protocol.ts";
import type { Doing } from "./doing.ts";
import { merged, placed } from "./lists.ts";
import { demandRoom } from "./places.ts";
import type { ModelColumn, ModelProject, ModelTask } from "./state.ts";

const INVERSE = {
  blocks: "blocked_by",
  blocked_by: "blocks",
  relates: "relates",
  duplicates: "duplicated_by",
  duplicated_by: "duplicates",
} as const satisfies Record<RelationType, RelationType>;

export function createTask(
  doing: Doing,
  project: ModelProject,
  column: ModelColumn | undefined,
  action: Extract<BoardAction, { type: "task.create" }>,
): void {
  if (!column) return;
  if (!project.columns.includes(column)) doing.codes.add("invalid");
  demandRoom(doing, column, 1, action.force);
  project.lastNumber += 1;
  const task: ModelTask = {
    id: action.task,
    project: project.id,
    number: project.lastNumber,
    column: column.id,
    title: "",
    priority: "none",
    dueDate: null,
    labels: [],
    assignees: [],
    followers: [doing.user],
    parent: null,
    relations: [],
    fields: {},
    archived: null,
    revisions: { "": doing.revision },
  };
  updateTask(doing, task, action.set);
  task.revisions = { "": doing.revision };
  doing.state.tasks[task.id] = task;
  column.tasks = placed(column.tasks, task.id, action, (id) => id);
}

export function updateTask(doing: Doing, task: ModelTask, set: TaskSet): void {
  const project = doing.state.projects[task.project];
  if (!project) return;
  const { title, priority, dueDate } = set;
  if (title !== undefined) doing.set(task, "title", title);
  if (priority !== undefined) doing.set(task, "priority", priority);
  if (dueDate !== undefined) doing.set(task, "dueDate", dueDate);
  const given = [...(set.labels ?? []), ...(set.addLabels ?? [])].filter((id) => !task.labels.includes(id));
  if (!given.every((id) => project.labels.some((label) => label.id === id && !label.archived))) {
    doing.codes.add("invalid");
  }
  doing.set(task, "labels", merged(task.labels, set.labels, set.addLabels, set.removeLabels));
  const assignees = merged(task.assignees, set.assignees, set.addAssignees, set.removeAssignees);
  const added = assignees.filter((user) => !task.assignees.includes(user));
  doing.set(task, "assignees", assignees);
  doing.set(task, "followers", [...new Set([...task.followers, ...added])]);
  if (set.parentId !== undefined) setParent(doing, task, set.parentId);
  for (const [id, value] of Object.entries(set.fields ?? {})) {
    const known = task.fields[id];
    if (value !== null && value !== known) {
      const field = project.fields.find((each) => each.id === id);
      if (!field?.choices.includes(String(value))) doing.codes.add("invalid");
    }
    if (value === null) delete task.fields[id];
    else task.fields[id] = String(value);
    if (task.fields[id] !== known) task.revisions[`fields.${id}`] = doing.revision;
  }
}

export function setParent(doing: Doing, task: ModelTask, id: string | null): void {
  if (id !== null && id !== task.parent) {
    const parent = doing.state.tasks[id];
    if (id === task.id || parent?.parent === task.id) doing.codes.add("cycle");
    const hasChildren = Object.values(doing.state.tasks).some((each) => each.parent === task.id);
    if (!parent || parent.project !== task.project || parent.parent || parent.archived !== null || hasChildren) {
      doing.codes.add("invalid");
    }
  }
  doing.set(task, "parent", id);
}

export function deleteTask(doing: Doing, task: ModelTask | undefined): void {
  if (!task) return;
  for (const child of doing.children(task)) doing.set(child, "parent", null);
  for (const other of Object.values(doing.state.tasks)) {
    const relations = other.relations.filter((relation) => relation.task !== task.id);
    if (relations.length < other.relations.length) doing.set(other, "relations", relations);
  }
  doing.takeOff(task);
  delete doing.state.tasks[task.id];
}

export function relateTasks(
  doing: Doing,
  action: Extract<BoardAction, { type: "task.relate" | "task.unrelate" }>,
): void {
  const [task, other] = [doing.state.tasks[action.task], doing.state.tasks[action.to]];
  if (!task || !other) return void doing.codes.add("not_found");
  const isOpen = ({ project }: ModelTask) => !doing.state.projects[project]?.archived;
  if (!isOpen(task) && !isOpen(other)) return void doing.codes.add("conflict");
  const { relation: type } = action;
  const isIt = (each: ModelTask["relations"][number]) => each.type === type && each.task === other.id;
  const has = task.relations.some(isIt);
  if (action.type === "task.unrelate") {
    if (!has) return;
    doing.set(
      task,
      "relations",
      task.relations.filter((each) => !isIt(each)),
    );
    const back = other.relations.filter((each) => each.type !== INVERSE[type] || each.task !== task.id);
    doing.set(other, "relations", back);
    return;
  }
  if (task === other) return void doing.codes.add("invalid");
  if (has) return;
  const [blocker, blocked] = type === "blocked_by" ? [other, task] : [task, other];
  const isBlocking = type === "blocks" || type === "blocked_by";
  if (isBlocking && blocks(doing, blocked.id, blocker.id)) doing.codes.add("cycle");
  doing.set(task, "relations", [...task.relations, { type, task: other.id }]);
  doing.set(other, "relations", [...other.relations, { type: INVERSE[type], task: task.id }]);
}

/** Whether one task blocks another, itself or by others between them. */
export function blocks(doing: Doing, blocker: string, blocked: string, seen = new Set<string>()): boolean {
  if (blocker === blocked) return true;
  if (seen.has(blocker)) return false;
  seen.add(blocker);
  const next = doing.state.tasks[blocker]?.relations.filter(({ type }) => type === "blocks") ?? [];
  return next.some(({ task }) => blocks(doing, task, blocked, seen));
}
