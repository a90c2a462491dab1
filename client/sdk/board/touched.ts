import { equalityDeep } from "lib0/function";
import type { BoardDelta, BoardEvent, PartNoun, Task } from "../../../durable-objects/workspace/board/protocol.ts";
import type { BoardState } from "./state.ts";

/** The list of a board that each kind of part is in. */
export const LISTS = {
  column: "columns",
  label: "labels",
  field: "fields",
  view: "views",
  rule: "rules",
} as const satisfies Record<PartNoun, keyof BoardDelta>;

/** Names of fields as the room keeps their revisions, each with what it is a field of: `task:<id>:place`. */
export type FieldName = string;

/** The name of a task's field; where it is (column and order) is one field, `place`. */
export function taskField(id: string, field: string): FieldName {
  return `task:${id}:${field === "columnId" || field === "order" ? "place" : field}`;
}

/** The name of whatever field of a task. */
export function anyField(id: string): FieldName {
  return `task:${id}:*`;
}

export function partField(noun: PartNoun, id: string, field: string): FieldName {
  return `${noun}:${id}:${field}`;
}

export function projectField(field: string): FieldName {
  return `project:${field}`;
}

/** The fields whose revisions an event has set. */
export function touchedBy({ delta }: BoardEvent, before: BoardState): ReadonlySet<FieldName> {
  const touched = new Set<FieldName>();
  const { project } = delta;
  if (project) for (const field of changedFields(before.project, project)) touched.add(projectField(field));
  for (const [noun, list] of NOUNS) {
    for (const part of delta[list]?.put ?? []) {
      for (const field of changedFields(before[list].get(part.id), part)) touched.add(partField(noun, part.id, field));
    }
  }
  for (const { id, set, was } of delta.tasks?.set ?? []) {
    touched.add(anyField(id));
    for (const field of Object.keys(set)) {
      if (field !== "fields") touched.add(taskField(id, field));
    }
    for (const field of changedFields(was.fields, set.fields ?? {})) touched.add(taskField(id, `fields.${field}`));
  }
  const moved = delta.tasks?.columnId === undefined ? [] : Object.keys(delta.tasks.orders ?? {});
  const came = delta.tasks?.put?.map(({ id }) => id) ?? [];
  for (const id of [...moved, ...came, ...(delta.tasks?.gone ?? [])]) {
    touched.add(taskField(id, "place"));
    touched.add(anyField(id));
  }
  for (const id of [...came, ...(delta.tasks?.gone ?? [])]) touched.add(taskField(id, "archivedAt"));
  return touched;
}

/** The names of the fields in which two things differ; all of `after`'s when there was none before. */
export function changedFields(before: object | undefined, after: object): string[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after)]);
  return [...names].filter((name) => !before || !equalityDeep(Reflect.get(before, name), Reflect.get(after, name)));
}

/** Which fields of a task an undo sets back as they were; the others have ways of their own, or go with these. */
export const PLAIN_FIELDS = [
  "title",
  "labels",
  "assignees",
  "priority",
  "startDate",
  "dueDate",
  "estimate",
  "parentId",
] as const satisfies (keyof Task)[];

const NOUNS = [
  ["column", "columns"],
  ["label", "labels"],
  ["field", "fields"],
  ["view", "views"],
  ["rule", "rules"],
] as const satisfies [PartNoun, keyof BoardDelta][];
