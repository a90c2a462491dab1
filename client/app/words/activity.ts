import type { FieldValue, TaskChange } from "../../../durable-objects/workspace/board/protocol.ts";
import type { Activity } from "../../../durable-objects/workspace/board/reading/protocol.ts";
import { PRIORITY_NAMES } from "./board.ts";
import { dayInWords } from "./dates.ts";

/** How to call what an entry names by id; undefined for what is gone. */
export interface ActivityNames {
  column: (id: string) => string | undefined;
  label: (id: string) => string | undefined;
  person: (user: string) => string | undefined;
  field: (id: string) => string | undefined;
  task: (id: string) => string | undefined;
  today: string;
}

/** What happened to one task, as sentences without their subject: `moved it from “To do” to “Doing”`. */
export function activityInWords(entry: Activity, task: string, names: ActivityNames): string[] {
  const change = entry.changes.find(({ id }) => id === task);
  const forced = entry.forced.length > 0 ? [FORCED[entry.forced[0] ?? "blocked"]] : [];
  return [...deedOf(entry, change, names), ...forced];
}

const FORCED = {
  blocked: "although others blocked it",
  wip_limit: "although the column was full",
} as const;

function deedOf(entry: Activity, change: TaskChange | undefined, names: ActivityNames): string[] {
  switch (entry.type) {
    case "task.created":
      return ["created it"];
    case "task.imported":
      return ["imported it"];
    case "task.archived":
      return ["archived it"];
    case "task.restored":
      return ["brought it back from the archive"];
    case "task.deleted":
      return ["deleted it"];
    case "task.left":
      return ["took it to another project"];
    case "task.arrived":
      return ["brought it from another project"];
    case "task.described":
      return ["began its description"];
    case "task.followed":
      return ["follows it"];
    case "task.unfollowed":
      return ["follows it no more"];
    case "task.commented":
      return [`noted: ${entry.comment ?? ""}`];
    case "task.rule_refused":
      return [`could not do all of it: ${entry.comment ?? ""}`];
    case "column.deleted":
      return ["moved it, since its column was deleted"];
    case "label.deleted":
      return ["took a label off, since it was deleted"];
  }
  const told = change ? changesInWords(change, names) : [];
  return told.length > 0 ? told : ["changed it"];
}

function changesInWords({ set, was }: TaskChange, names: ActivityNames): string[] {
  const told: string[] = [];
  if (set.columnId !== undefined && set.columnId !== was.columnId)
    told.push(moveInWords(was.columnId, set.columnId, names));
  else if (set.order !== undefined) told.push("moved it within its column");
  if (set.title !== undefined) told.push(`renamed it “${set.title}”`);
  if (set.priority !== undefined) told.push(`set its priority to ${PRIORITY_NAMES[set.priority].toLowerCase()}`);
  if (set.startDate !== undefined) told.push(dayToldOf("start", set.startDate, names));
  if (set.dueDate !== undefined) told.push(dayToldOf("due date", set.dueDate, names));
  if (set.estimate !== undefined) {
    told.push(set.estimate === null ? "took its estimate away" : `estimated it at ${set.estimate}`);
  }
  if (set.labels) told.push(...listToldOf(was.labels, set.labels, names.label, ["put on", "took off"], "a label"));
  if (set.assignees) {
    told.push(...listToldOf(was.assignees, set.assignees, names.person, ["assigned", "unassigned"], "a former member"));
  }
  if (set.checklist) told.push(checklistInWords(was.checklist ?? [], set.checklist));
  if (set.parentId !== undefined) told.push(parentInWords(set.parentId, names));
  if (set.relations) told.push("changed its relations");
  if (set.fields) told.push(...fieldsInWords(was.fields ?? {}, set.fields, names));
  return told;
}

function moveInWords(from: string | undefined, to: string, names: ActivityNames): string {
  const source = from === undefined ? undefined : names.column(from);
  const target = names.column(to);
  if (!target) return "moved it to another column";
  return source ? `moved it from “${source}” to “${target}”` : `moved it to “${target}”`;
}

function dayToldOf(what: string, day: string | null, { today }: ActivityNames): string {
  return day === null ? `took its ${what} away` : `set its ${what} to ${dayInWords(day, today)}`;
}

function listToldOf(
  before: readonly string[] | undefined,
  now: readonly string[],
  nameOf: (id: string) => string | undefined,
  [added, removed]: readonly [string, string],
  unknown: string,
): string[] {
  const former = new Set(before);
  const present = new Set(now);
  const told = (verb: string, ids: string[]) =>
    ids.length === 0 ? [] : [`${verb} ${ids.map((id) => nameOf(id) ?? unknown).join(", ")}`];
  return [
    ...told(
      added,
      now.filter((id) => !former.has(id)),
    ),
    ...told(
      removed,
      [...former].filter((id) => !present.has(id)),
    ),
  ];
}

type Items = NonNullable<TaskChange["set"]["checklist"]>;

function checklistInWords(before: Items, now: Items): string {
  const former = new Map(before.map((item) => [item.id, item]));
  const added = now.filter(({ id }) => !former.has(id));
  const [checked] = now.filter(({ id, done }) => done && former.get(id)?.done === false);
  const [unchecked] = now.filter(({ id, done }) => !done && former.get(id)?.done === true);
  if (added.length > 0) return `added “${added.map(({ text }) => text).join("”, “")}” to the checklist`;
  if (checked) return `checked “${checked.text}”`;
  if (unchecked) return `unchecked “${unchecked.text}”`;
  return "changed the checklist";
}

function parentInWords(parent: string | null, names: ActivityNames): string {
  if (parent === null) return "took it out of its parent";
  return `made it a part of ${names.task(parent) ?? "another task"}`;
}

function fieldsInWords(
  before: Record<string, FieldValue>,
  now: Record<string, FieldValue>,
  names: ActivityNames,
): string[] {
  const changed = new Set([...Object.keys(before), ...Object.keys(now)].filter((id) => before[id] !== now[id]));
  return [...changed].map((id) => `set “${names.field(id) ?? "a field"}”`);
}
