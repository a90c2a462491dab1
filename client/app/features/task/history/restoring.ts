import { equalityDeep } from "lib0/function";
import type { BoardAction, Task, TaskSet } from "../../../../../durable-objects/workspace/board/protocol.ts";
import { checklistBetween } from "../../../../sdk/board/inverse-tasks.ts";
import type { BoardState } from "../../../../sdk/board/state.ts";
import type { TaskThen } from "./moments.ts";

/** What of a task can be brought back by itself. */
export const RESTORED = [
  ...(["title", "columnId", "priority", "assignees", "labels", "startDate", "dueDate", "estimate"] as const),
  ...(["parentId", "checklist", "relations"] as const),
];
/** A field of a task; of a custom field `fields.<id>`. */
export type FieldName = (typeof RESTORED)[number] | `fields.${string}`;

/** What is there to be named: the rest of what once was is gone. */
export interface Present {
  state: BoardState;
  members: ReadonlyMap<string, unknown>;
}

/** The fields in which a task was otherwise than it is, custom ones last. */
export function differingFields(then: TaskThen, now: Task): FieldName[] {
  const plain = RESTORED.filter((name) => !equalityDeep(then[name], now[name]));
  const custom = new Set([...Object.keys(then.fields), ...Object.keys(now.fields)]);
  return [
    ...plain,
    ...[...custom].filter((id) => then.fields[id] !== now.fields[id]).map((id) => `fields.${id}` as const),
  ];
}

/**
 * What brings these fields of a task back to what they were, as far as what they name is still there. Done together it is
 * one step to undo. Empty where nothing of it can come back.
 */
export function restoring(then: TaskThen, now: Task, names: readonly FieldName[], present: Present): BoardAction[] {
  const set: TaskSet = {};
  const fields: NonNullable<TaskSet["fields"]> = {};
  let columnId: string | undefined;
  const relations: BoardAction[] = [];
  for (const name of names) {
    switch (name) {
      case "columnId":
        columnId = columnThen(then, now, present);
        break;
      case "relations":
        relations.push(...relationsBetween(then, now, present));
        break;
      case "title":
      case "priority":
      case "startDate":
      case "dueDate":
      case "estimate":
        Object.assign(set, { [name]: then[name] });
        break;
      case "assignees":
        set.assignees = then.assignees.filter((user) => present.members.has(user));
        break;
      case "labels":
        set.labels = then.labels.filter((id) => present.state.labels.get(id)?.archivedAt === null);
        break;
      case "checklist":
        set.checklist = checklistBetween(now.checklist, then.checklist);
        break;
      case "parentId":
        if (mayBeParent(then.parentId, present)) set.parentId = then.parentId;
        break;
      default: {
        const value = fieldThen(then, name.slice("fields.".length), present);
        if (value !== undefined) fields[name.slice("fields.".length)] = value;
      }
    }
  }
  if (Object.keys(fields).length > 0) set.fields = fields;
  const changed = changedOnly(set, now);
  const some = Object.keys(changed).length > 0 ? { set: changed } : {};
  const placed = columnId === undefined ? {} : { columnId };
  if (Object.keys(some).length === 0 && columnId === undefined) return relations;
  return [{ type: "task.bulk", changes: [{ task: now.id, ...some, ...placed }] }, ...relations];
}

/** What is left of `set` once it leaves out what is so already, for all it named was gone. */
function changedOnly(set: TaskSet, now: Task): TaskSet {
  const entries = Object.entries(set).filter(([name, value]) => {
    if (name === "checklist") return Array.isArray(value) && value.length > 0;
    return name === "fields" || !equalityDeep(value, Reflect.get(now, name));
  });
  return Object.fromEntries(entries);
}

function columnThen(then: TaskThen, now: Task, { state }: Present): string | undefined {
  const there = state.columns.get(then.columnId)?.archivedAt === null;
  return there && then.columnId !== now.columnId ? then.columnId : undefined;
}

function mayBeParent(parent: string | null, { state }: Present): boolean {
  return parent === null || state.tasks.has(parent);
}

/** Null takes the value away; undefined where the field or the choice is gone. */
function fieldThen(then: TaskThen, id: string, { state }: Present): string | number | null | undefined {
  const field = state.fields.get(id);
  if (!field || field.archivedAt !== null) return undefined;
  const value = then.fields[id];
  if (value === undefined) return null;
  return field.type === "select" && !field.options.some((option) => option.id === value) ? undefined : value;
}

function relationsBetween(then: TaskThen, now: Task, { state }: Present): BoardAction[] {
  const missing = (some: Task["relations"], others: Task["relations"]) =>
    some.filter((one) => !others.some((other) => equalityDeep(one, other)));
  const known = (id: string) => state.tasks.has(id) || state.neighbours.has(id);
  const task = now.id;
  return [
    ...missing(now.relations, then.relations).map(({ type, taskId }) => {
      return { type: "task.unrelate" as const, task, relation: type, to: taskId };
    }),
    ...missing(then.relations, now.relations)
      .filter(({ taskId }) => known(taskId))
      .map(({ type, taskId }) => ({ type: "task.relate" as const, task, relation: type, to: taskId })),
  ];
}
