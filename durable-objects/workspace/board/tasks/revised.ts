/** By what names a task keeps the revisions of its fields: its place is one, each custom field is one. */
import type { Task, TaskSet } from "./protocol.ts";

/** Of what `set` sets. */
export function fieldsSetBy(set: TaskSet): string[] {
  return Object.entries(set).flatMap(([name, value]) => {
    if (value === undefined) return [];
    if (name === "addLabels" || name === "removeLabels") return "labels";
    if (name === "addAssignees" || name === "removeAssignees") return "assignees";
    return name === "fields" ? Object.keys(set.fields ?? {}).map((id) => `fields.${id}`) : name;
  });
}

/** Of what `changed` changes of `task`. */
export function fieldsChangedIn(task: Task, changed: Partial<Task>): Set<string> {
  const names = new Set<string>();
  for (const field of Object.keys(changed)) {
    if (field === "columnId" || field === "order" || field === "projectId") names.add("place");
    else if (field !== "fields") names.add(field);
  }
  const after = changed.fields;
  if (after) {
    for (const id of new Set([...Object.keys(task.fields), ...Object.keys(after)])) {
      if (task.fields[id] !== after[id]) names.add(`fields.${id}`);
    }
  }
  return names;
}
