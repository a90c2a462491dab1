import { equalityDeep } from "lib0/function";
import type {
  BoardEvent,
  CheckItem,
  CheckItemChange,
  Place,
  Task,
  TaskChange,
  TaskSet,
} from "../../../durable-objects/workspace/board/protocol.ts";
import { tasksIn } from "./arrangement.ts";
import type { Inverse } from "./inverse.ts";
import { byOrder, placeOf } from "./order.ts";
import type { BoardState } from "./state.ts";
import { anyField, changedFields, PLAIN_FIELDS, taskField } from "./touched.ts";

/** A place in a column. */
interface Home extends Place {
  columnId: string;
}

/** What takes back what an event did to tasks. */
export function inverseOnTasks({ type, delta, about }: BoardEvent, before: BoardState, user: string): Inverse[] {
  const { put = [], set = [], gone = [] } = delta.tasks ?? {};
  switch (type) {
    case "task.created":
    case "task.restored":
      return put.length > 0 ? [archive(put.map(({ id }) => id))] : [];
    case "task.archived":
      return gone.length > 0 ? [restore(gone)] : [];
    case "task.left":
      return gone.flatMap((id) => moveBack(before, id));
    case "task.followed":
    case "task.unfollowed":
      return set.filter(({ id }) => about?.includes(id) ?? true).flatMap((change) => follow(change, user));
    case "task.related":
    case "task.unrelated":
      return relations(set, about?.[0]);
    case "task.moved":
    case "task.updated":
      return set.length > 1 ? bulk(set, before) : set.flatMap((change) => one(change, before));
    default:
      return [];
  }
}

/** With a task goes all that is in it, so nothing of it may be another's; what rules made of it goes with it. */
function archive(tasks: string[]): Inverse {
  return {
    fields: tasks.map(anyField),
    minds: "people",
    action: (unchangedSince) => ({ type: "task.archive", tasks, unchangedSince }),
  };
}

function restore(tasks: string[]): Inverse {
  return {
    fields: tasks.map((id) => taskField(id, "archivedAt")),
    action: (since) => ({ type: "task.restore", tasks, since }),
  };
}

function moveBack(before: BoardState, id: string): Inverse[] {
  const home = homeIn(before, id);
  if (!home) return [];
  return [
    {
      fields: [taskField(id, "place")],
      // It was there, whatever limit the column has by now.
      action: (since) => ({ type: "task.move", task: id, ...home, force: true, since }),
    },
  ];
}

function follow({ id, set, was }: TaskChange, user: string): Inverse[] {
  const [now, then] = [set.followers?.includes(user), was.followers?.includes(user)];
  if (now === then) return [];
  return [{ fields: [], action: () => ({ type: then ? "task.follow" : "task.unfollow", task: id }) }];
}

function relations(set: readonly TaskChange[], told: string | undefined): Inverse[] {
  const change = set.find(({ id }) => id === told) ?? set[0];
  if (!change) return [];
  const { id, set: now, was } = change;
  const [after, before] = [now.relations ?? [], was.relations ?? []];
  const only = (some: typeof after, others: typeof after) =>
    some.filter((each) => !others.some((other) => equalityDeep(each, other)));
  return [
    ...only(after, before).map((each) => relation("task.unrelate", id, each)),
    ...only(before, after).map((each) => relation("task.relate", id, each)),
  ];
}

function relation(type: "task.relate" | "task.unrelate", task: string, each: Task["relations"][number]): Inverse {
  return { fields: [], action: () => ({ type, task, relation: each.type, to: each.taskId }) };
}

function one(change: TaskChange, before: BoardState): Inverse[] {
  const { id, set } = change;
  const former = formerOf(change);
  const inverses: Inverse[] = [];
  if (Object.keys(former.set).length > 0) {
    const action = (since: number) => ({ type: "task.update" as const, task: id, set: former.set, since });
    inverses.push({ fields: former.fields, action });
  }
  if (set.columnId !== undefined || set.order !== undefined) inverses.push(...moveBack(before, id));
  return inverses;
}

/** Of many at once. From the last to the first, so that what a task stood before is back when its turn comes. */
function bulk(changes: readonly TaskChange[], before: BoardState): Inverse[] {
  const sorted = changes.toSorted((a, b) => {
    const [one, other] = [before.tasks.get(a.id), before.tasks.get(b.id)];
    return one && other ? byOrder(other, one) : 0;
  });
  const moved = changes.filter(({ set }) => set.columnId !== undefined || set.order !== undefined);
  const away = new Set(moved.map(({ id }) => id));
  const fields: string[] = [];
  const undone = sorted.flatMap((change) => {
    const former = formerOf(change);
    const home = away.has(change.id) ? homeAmong(before, change.id, away) : null;
    fields.push(...former.fields, ...(home ? [taskField(change.id, "place")] : []));
    const set = Object.keys(former.set).length > 0 ? { set: former.set } : {};
    const some = Object.keys(set).length > 0 || home !== null;
    return some ? [{ task: change.id, ...set, ...home }] : [];
  });
  if (undone.length === 0) return [];
  return [{ fields, action: (since) => ({ type: "task.bulk", changes: undone, force: true, since }) }];
}

function homeIn({ tasks }: BoardState, id: string): Home | null {
  const columnId = tasks.get(id)?.columnId;
  const place = columnId === undefined ? null : placeOf(tasksIn(tasks, columnId), id);
  return columnId !== undefined && place ? { columnId, ...place } : null;
}

/** The same of one of several that go home together: the last of a column stands behind one that is there already. */
function homeAmong(state: BoardState, id: string, away: ReadonlySet<string>): Home | null {
  const home = homeIn(state, id);
  if (home?.after === undefined) return home;
  const { columnId } = home;
  const there = tasksIn(state.tasks, columnId).findLast((task) => !away.has(task.id));
  return there ? { columnId, after: there.id } : { columnId };
}

/** What sets the fields of a task back as they were, and which these are. */
function formerOf({ id, set, was }: TaskChange): { set: TaskSet; fields: string[] } {
  const plain = PLAIN_FIELDS.filter((field) => field in set && was[field] !== undefined);
  const former: TaskSet = Object.fromEntries(plain.map((field) => [field, was[field]]));
  const fields = plain.map((field) => taskField(id, field));
  if (set.checklist && was.checklist) {
    former.checklist = checklistBetween(set.checklist, was.checklist);
    fields.push(taskField(id, "checklist"));
  }
  if (set.fields && was.fields) {
    const changed = changedFields(set.fields, was.fields);
    former.fields = Object.fromEntries(changed.map((field) => [field, was.fields?.[field] ?? null]));
    fields.push(...changed.map((field) => taskField(id, `fields.${field}`)));
  }
  return { set: former, fields };
}

/** The changes that make one checklist of another. */
export function checklistBetween(from: readonly CheckItem[], to: readonly CheckItem[]): CheckItemChange[] {
  const gone = from.filter(({ id }) => !to.some((item) => item.id === id));
  const removed: CheckItemChange[] = gone.map(({ id }) => ({ id, gone: true }));
  const left = from.filter((item) => !gone.includes(item)).map(({ id }) => id);
  const changed: CheckItemChange[] = [];
  to.forEach(({ id, text, done }, index) => {
    const after = to[index - 1]?.id ?? null;
    const known = from.find((item) => item.id === id);
    const at = left.indexOf(id);
    const stays = at === index;
    if (known && stays && known.text === text && known.done === done) return;
    changed.push({ id, text, done, ...(stays ? {} : { after }) });
    if (!stays) {
      if (at >= 0) left.splice(at, 1);
      left.splice(index, 0, id);
    }
  });
  return [...removed, ...changed];
}
