import type {
  CheckItem,
  CheckItemChange,
  Task,
  TaskSet,
} from "../../../../durable-objects/workspace/board/protocol.ts";

/** What can be set of a task, its followers with it: whoever is assigned follows. */
type Settable = Omit<Task, "id" | "key" | "projectId" | "number" | "createdAt" | "createdBy">;

/** What `set` makes of a task: the fields that are then different. */
export function settingOf(task: Task, set: TaskSet): Partial<Settable> {
  const { addLabels, removeLabels, addAssignees, removeAssignees, checklist, fields, ...plain } = set;
  const labels = merged(set.labels ?? task.labels, addLabels, removeLabels);
  const assignees = merged(set.assignees ?? task.assignees, addAssignees, removeAssignees);
  const wanted: Partial<Settable> = {
    ...defined(plain),
    labels,
    assignees,
    followers: merged(
      task.followers,
      assignees.filter((user) => !task.assignees.includes(user)),
      [],
    ),
    ...(checklist ? { checklist: checklistAfter(task.checklist, checklist) } : {}),
    ...(fields ? { fields: fieldsAfter(task.fields, fields) } : {}),
  };
  return differing(task, wanted);
}

/** A checklist after changes, which are merged into it by id. */
export function checklistAfter(items: readonly CheckItem[], changes: readonly CheckItemChange[]): CheckItem[] {
  return changes.reduce<CheckItem[]>(itemsAfter, [...items]);
}

/** Those of `wanted` that are not as they are in `task`. */
export function differing(task: Task, wanted: Partial<Task>): Partial<Task> {
  const changed = Object.entries(wanted).filter(
    ([field, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(Reflect.get(task, field)),
  );
  return Object.fromEntries(changed);
}

/** An object without its undefined fields. */
export function defined<Fields extends object>(
  fields: Fields,
): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  const present: { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } = {};
  return Object.assign(present, Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)));
}

function merged(present: readonly string[], add: readonly string[] = [], remove: readonly string[] = []): string[] {
  return [...new Set([...present, ...add])].filter((each) => !remove.includes(each));
}

function itemsAfter(items: CheckItem[], { id, text, done, after, gone }: CheckItemChange): CheckItem[] {
  const at = items.findIndex((item) => item.id === id);
  const known = items[at];
  if (gone) return items.filter((item) => item.id !== id);
  if (!known && text === undefined) return items;
  const item = { id, text: text ?? known?.text ?? "", done: done ?? known?.done ?? false };
  if (known && after === undefined) return items.with(at, item);
  const others = items.filter((each) => each.id !== id);
  return others.toSpliced(indexBehind(others, after), 0, item);
}

/** Behind one that is gone, or behind none in particular, is last; behind null is first. */
function indexBehind(items: readonly CheckItem[], after: string | null | undefined): number {
  if (after === null) return 0;
  const at = items.findIndex(({ id }) => id === after);
  return at < 0 ? items.length : at + 1;
}

function fieldsAfter(fields: Task["fields"], set: NonNullable<TaskSet["fields"]>): Task["fields"] {
  const kept = Object.entries({ ...fields, ...set }).filter(
    (entry): entry is [string, string | number] => entry[1] !== null,
  );
  return Object.fromEntries(kept);
}
