import type {
  Place,
  RelationType,
  Task,
  TaskAction,
  TaskChange,
} from "../../../../durable-objects/workspace/board/protocol.ts";
import { keyOf } from "../delta.ts";
import { BoardDraft } from "../draft.ts";
import { inOrder, keyBetween, orderAt } from "../order.ts";
import { taskNamed } from "../state.ts";
import type { Moment, Prediction, Sight } from "./moment.ts";
import { defined, differing, settingOf } from "./task-set.ts";

/** What the room is expected to make of an act on tasks. */
export function predictTask(sight: Sight, action: TaskAction, moment: Moment): Prediction {
  switch (action.type) {
    case "task.create":
      return created(sight, action, moment);
    case "task.update":
      return updated(sight, [{ task: action.task, set: action.set }], moment);
    case "task.move":
      return moved(sight, action, moment);
    case "task.bulk":
      return updated(sight, action.changes, moment);
    case "task.archive":
    case "task.delete":
      return gone(sight, action, moment);
    case "task.restore":
      return restored(sight, action.tasks, moment);
    case "task.relate":
    case "task.unrelate":
      return related(sight, action, moment);
    case "task.follow":
    case "task.unfollow":
      return followed(sight, action, moment);
  }
}

type Named<Type extends TaskAction["type"]> = Extract<TaskAction, { type: Type }>;

function created({ board }: Sight, action: Named<"task.create">, { user, at }: Moment): Prediction {
  if (action.project !== board.project.id || board.tasks.has(action.task)) return null;
  const columnId = action.columnId ?? firstColumn(board);
  if (columnId === undefined) return null;
  const blank: Task = {
    id: action.task,
    // The room gives the number; until it has, there is none.
    key: keyOf(board.project, { number: 0 }),
    projectId: board.project.id,
    number: 0,
    columnId,
    order: orderInColumn(board, columnId, action, action.task) ?? keyBetween(null, null),
    title: action.set.title,
    labels: [],
    assignees: [],
    priority: "none",
    startDate: null,
    dueDate: null,
    estimate: null,
    checklist: [],
    parentId: null,
    relations: [],
    docId: null,
    fields: {},
    followers: [user],
    archivedAt: null,
    createdAt: at,
    createdBy: user,
    updatedAt: at,
  };
  return { tasks: { put: [{ ...blank, ...settingOf(blank, action.set) }] } };
}

function moved({ board }: Sight, action: Named<"task.move">, { at }: Moment): Prediction {
  const task = taskNamed(board.tasks, action.task);
  if (!task) return null;
  const { columnId } = action;
  // Into a column of another project: it goes from here.
  if (!board.columns.has(columnId)) return { tasks: { gone: [task.id] } };
  const place = { before: idOf(board, action.before), after: idOf(board, action.after) };
  if (isBesideItself(task, columnId, place)) return null;
  const order = orderInColumn(board, columnId, place, task.id);
  if (order === null) return null;
  return changing([changeOf(task, { columnId, order }, at)]);
}

function updated({ board }: Sight, changes: Named<"task.bulk">["changes"], moment: Moment): Prediction {
  const placed = changes.some(({ before, after }) => before !== undefined || after !== undefined);
  return placed ? oneByOne(board, changes, moment) : allAtEnds(board, changes, moment);
}

/** Beside itself a task is where it is; in another column there is nothing of it to be beside. */
function isBesideItself({ id, columnId: present }: Task, columnId: string, { before, after }: Place): boolean {
  return columnId === present && (before === id || after === id);
}

/** Each is put where the ones before it have left a place for it. */
function oneByOne(board: Sight["board"], changes: Named<"task.bulk">["changes"], { at }: Moment): Prediction {
  const draft = new BoardDraft(board.done());
  const made: TaskChange[] = [];
  const gone: string[] = [];
  for (const { task: name, set, columnId, before, after } of changes) {
    const task = taskNamed(draft.tasks, name);
    if (!task) continue;
    if (columnId !== undefined && !draft.columns.has(columnId)) {
      gone.push(task.id);
      continue;
    }
    const place = { before: idOf(draft, before), after: idOf(draft, after) };
    const stays = columnId === undefined || isBesideItself(task, columnId, place);
    const order = stays ? null : orderInColumn(draft, columnId, place, task.id);
    const moved = stays || order === null ? {} : { columnId, order };
    const change = changeOf(task, { ...(set ? settingOf(task, set) : {}), ...moved }, at);
    made.push(change);
    draft.putTask(Object.assign({ ...task }, change.set));
  }
  return changing(made, gone);
}

function allAtEnds(board: Sight["board"], changes: Named<"task.bulk">["changes"], { at }: Moment): Prediction {
  const made: TaskChange[] = [];
  const gone: string[] = [];
  const settled = alreadyAtEnd(board, changes);
  // Where columns end by now, and the tasks that are not where they were.
  const ends = new Map<string, string>();
  const moved = new Set<string>();
  // A task may be named more than once.
  const latest = new Map<string, Task>();
  const make = (task: Task, wanted: Partial<Task>) => {
    const change = changeOf(task, wanted, at);
    latest.set(task.id, Object.assign({ ...task }, change.set));
    made.push(change);
  };
  for (const change of changes) {
    const named = taskNamed(board.tasks, change.task);
    if (!named) continue;
    const task = latest.get(named.id) ?? named;
    const set = change.set ? settingOf(task, change.set) : {};
    const { columnId } = change;
    if (columnId === undefined || settled.has(columnId)) make(task, set);
    else if (!board.columns.has(columnId)) gone.push(task.id);
    else {
      const last = board.tasksIn(columnId).findLast(({ id }) => !moved.has(id));
      const stays = last?.id === task.id && !ends.has(columnId);
      const order = stays ? task.order : keyBetween(ends.get(columnId) ?? last?.order ?? null, null);
      ends.set(columnId, order);
      moved.add(task.id);
      make(task, { ...set, columnId, order });
    }
  }
  return changing(made, gone);
}

/** The columns whose last tasks are those that are to go there, in that order. */
function alreadyAtEnd(board: Sight["board"], changes: Named<"task.bulk">["changes"]): ReadonlySet<string> {
  const bound = Map.groupBy(changes, ({ columnId }) => columnId);
  const settled = new Set<string>();
  for (const [columnId, each] of bound) {
    if (columnId === undefined) continue;
    const ids = each.flatMap(({ task }) => taskNamed(board.tasks, task)?.id ?? []);
    const last = board.tasksIn(columnId).slice(-ids.length);
    if (last.length === ids.length && last.every((task, index) => task.id === ids[index])) settled.add(columnId);
  }
  return settled;
}

function gone({ board }: Sight, action: Named<"task.archive" | "task.delete">, { at }: Moment): Prediction {
  const named = new Set(action.tasks.map((name) => taskNamed(board.tasks, name)?.id).filter((id) => id !== undefined));
  const gone = new Set(named);
  const changes: TaskChange[] = [];
  for (const task of board.tasks.values()) {
    const orphaned = task.parentId !== null && named.has(task.parentId);
    if (action.type === "task.archive") {
      if (orphaned) gone.add(task.id);
    } else if (!named.has(task.id)) {
      const relations = task.relations.filter(({ taskId }) => !named.has(taskId));
      changes.push(changeOf(task, { relations, ...(orphaned ? { parentId: null } : {}) }, at));
    }
  }
  return changing(changes, [...gone]);
}

/** Each as it was when it was archived here, with the sub-tasks that were archived with it. */
function restored({ board, former }: Sight, names: readonly string[], { at }: Moment): Prediction {
  const back = new Map<string, Task>();
  for (const name of names) {
    const task = former.get(name);
    if (!task) continue;
    back.set(name, task);
    for (const each of former.values()) {
      if (each.parentId === name && each.archivedAt === task.archivedAt) back.set(each.id, each);
    }
  }
  const put = [...back.values()].flatMap((task): Task[] => {
    const { id, columnId, order } = task;
    if (board.tasks.has(id) || !board.columns.has(columnId)) return [];
    const holder = board.tasksIn(columnId).find((each) => each.order === order);
    const free = holder ? orderInColumn(board, columnId, { after: holder.id }, id) : null;
    return [{ ...task, order: free ?? order, archivedAt: null, updatedAt: at }];
  });
  return put.length > 0 ? { tasks: { put } } : null;
}

/** Each relation as it is told from the other side. */
const CONVERSE = {
  blocks: "blocked_by",
  blocked_by: "blocks",
  relates: "relates",
  duplicates: "duplicated_by",
  duplicated_by: "duplicates",
} as const satisfies Record<RelationType, RelationType>;

function related({ board }: Sight, action: Named<"task.relate" | "task.unrelate">, { at }: Moment): Prediction {
  const from = taskNamed(board.tasks, action.task);
  const to = taskNamed(board.tasks, action.to);
  const here = (task: Task | undefined, type: RelationType, other: string) => {
    if (!task || task.id === other) return [];
    const others = task.relations.filter((each) => each.type !== type || each.taskId !== other);
    if (action.type === "task.relate" && others.length < task.relations.length) return [];
    const relations = action.type === "task.relate" ? [...others, { type, taskId: other }] : others;
    return [changeOf(task, { relations }, at)];
  };
  return changing([
    ...here(from, action.relation, to?.id ?? action.to),
    ...here(to, CONVERSE[action.relation], from?.id ?? action.task),
  ]);
}

function followed({ board }: Sight, action: Named<"task.follow" | "task.unfollow">, { user, at }: Moment): Prediction {
  const task = taskNamed(board.tasks, action.task);
  if (!task) return null;
  const others = task.followers.filter((each) => each !== user);
  if (action.type === "task.unfollow") return changing([changeOf(task, { followers: others }, at)]);
  return task.followers.includes(user) ? null : changing([changeOf(task, { followers: [...others, user] }, at)]);
}

function changeOf(task: Task, wanted: Partial<Task>, at: number): TaskChange {
  const set = differing(task, defined(wanted));
  const was = Object.fromEntries(Object.keys(set).map((field) => [field, Reflect.get(task, field)]));
  const some = Object.keys(set).length > 0;
  return { id: task.id, set: some ? { ...set, updatedAt: at } : set, was };
}

function changing(changes: readonly TaskChange[], gone: readonly string[] = []): Prediction {
  const set = changes.filter((change) => Object.keys(change.set).length > 0);
  if (set.length === 0 && gone.length === 0) return null;
  return { tasks: { ...(set.length > 0 ? { set } : {}), ...(gone.length > 0 ? { gone: [...gone] } : {}) } };
}

function orderInColumn(board: Sight["board"], columnId: string, place: Place, id: string): string | null {
  return orderAt(board.tasksIn(columnId), place, id, (wanted) => {
    const task = board.tasks.get(wanted);
    return task?.columnId === columnId ? task : undefined;
  });
}

function idOf(board: Sight["board"], name: string | undefined): string | undefined {
  return name === undefined ? undefined : (taskNamed(board.tasks, name)?.id ?? name);
}

/** Where a task goes that names no column: the first that is shown. */
function firstColumn(board: Sight["board"]): string | undefined {
  const open = inOrder(board.columns.values()).filter(({ archivedAt }) => archivedAt === null);
  return (open.find(({ hidden }) => !hidden) ?? open[0])?.id;
}
