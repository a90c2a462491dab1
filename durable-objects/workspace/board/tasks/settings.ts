/** What a {@link TaskSet} makes of a task. */
import { RoomError } from "../../../room/errors.ts";
import type { Stores } from "../../store/stores.ts";
import { MAX_ASSIGNEES, MAX_FOLLOWERS, MAX_TASK_LABELS } from "../limits.ts";
import { assigneeFault, fieldFault, labelFault } from "../parts/faults.ts";
import { mergedChecklist } from "./checklist.ts";
import { demandParent } from "./parenting.ts";
import type { FieldValue, Task, TaskSet } from "./protocol.ts";

type Faults = { path: string; message: string }[];
type Settings = Partial<Omit<Task, "id" | "key" | "projectId" | "number">>;

/**
 * The fields of `task` as they are once `set` is done to it as it is now. What it has already is not looked at again, so
 * that an archived label or a member who left does not stand in the way of other changes.
 * @throws RoomError `invalid` naming all that does not fit, `cycle`, `limit_reached`
 */
export function settingsFor(stores: Stores, task: Task, set: TaskSet): Settings {
  const faults: Faults = [];
  const labels = merged(task.labels, set.labels, set.addLabels, set.removeLabels);
  faults.push(
    ...faultsOfNew("labels", task.labels, set.labels, set.addLabels, (id) => labelFault(stores, task.projectId, id)),
  );
  const assignees = merged(task.assignees, set.assignees, set.addAssignees, set.removeAssignees);
  faults.push(
    ...faultsOfNew("assignees", task.assignees, set.assignees, set.addAssignees, (user) =>
      assigneeFault(stores, task.projectId, user),
    ),
  );
  const fields = fieldsFor(stores, task, set.fields ?? {}, faults);
  if (faults.length > 0) throw new RoomError("invalid", "Not all of this can be set.", faults);
  if (labels.length > MAX_TASK_LABELS) throw tooMany(MAX_TASK_LABELS, "labels");
  if (assignees.length > MAX_ASSIGNEES) throw tooMany(MAX_ASSIGNEES, "assignees");
  return given({
    title: set.title,
    labels,
    assignees,
    priority: set.priority,
    startDate: set.startDate,
    dueDate: set.dueDate,
    estimate: set.estimate,
    checklist: set.checklist && mergedChecklist(task.checklist, set.checklist),
    parentId: set.parentId && demandParent(stores, task, set.parentId),
    fields,
    followers: withFollowers(
      task.followers,
      assignees.filter((user) => !task.assignees.includes(user)),
    ),
  });
}

/** Followers with `users` among them, as far as there may be more. */
export function withFollowers(followers: readonly string[], users: Iterable<string>): string[] {
  return [...new Set([...followers, ...users])].slice(0, Math.max(MAX_FOLLOWERS, followers.length));
}

function merged(
  now: readonly string[],
  set: readonly string[] | undefined,
  add: readonly string[] = [],
  remove: readonly string[] = [],
): string[] {
  const all = new Set([...(set ?? now), ...add]);
  for (const each of remove) all.delete(each);
  return [...all];
}

/** What is wrong with what is set or added that was not there before; `name` is that of the list in a {@link TaskSet}. */
function faultsOfNew(
  name: "labels" | "assignees",
  now: readonly string[],
  set: readonly string[] = [],
  add: readonly string[] = [],
  fault: (each: string) => string | null,
): Faults {
  const added = name === "labels" ? "addLabels" : "addAssignees";
  const look = (path: string, list: readonly string[]) =>
    list.flatMap((each, index) => {
      const message = now.includes(each) ? null : fault(each);
      return message === null ? [] : [{ path: `set.${path}.${index}`, message }];
    });
  return [...look(name, set), ...look(added, add)];
}

/** The values of a task's custom fields with `values` set; adds to `faults` what does not fit. */
function fieldsFor(
  stores: Stores,
  task: Task,
  values: Readonly<Record<string, FieldValue | null>>,
  faults: Faults,
): Task["fields"] {
  const fields = { ...task.fields };
  for (const [id, value] of Object.entries(values)) {
    if (value === null) {
      delete fields[id];
      continue;
    }
    if (fields[id] === value) continue;
    const message = fieldFault(stores, task.projectId, id, value);
    if (message === null) fields[id] = value;
    else faults.push({ path: `set.fields.${id}`, message });
  }
  return fields;
}

function tooMany(most: number, what: string): RoomError {
  return new RoomError("limit_reached", `A task has at most ${most} ${what}.`);
}

/** What of `settings` is there at all. */
function given(settings: { [Name in keyof Settings]: Settings[Name] | undefined }): Settings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
