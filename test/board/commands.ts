/** Commands made of plain numbers, so that whatever numbers remain after shrinking still mean a command. */
import fc from "fast-check";
import { type BoardAction, PRIORITIES, type TaskSet } from "../../durable-objects/workspace/board/protocol.ts";
import type { ModelProject, ModelState, ModelTask } from "./model/state.ts";

/** What kinds of commands occur, and how often. */
const WEIGHTS = {
  create: 8,
  createHere: 4,
  update: 6,
  label: 4,
  assign: 2,
  parent: 3,
  value: 2,
  move: 10,
  moveElsewhere: 4,
  undoLate: 5,
  bulk: 3,
  archive: 4,
  restore: 3,
  delete: 1,
  relate: 4,
  unrelate: 1,
  follow: 1,
  column: 1,
  columnChange: 2,
  columnMove: 1,
  columnArchive: 1,
  columnRestore: 1,
  columnDelete: 2,
  labelNew: 2,
  labelArchive: 1,
  labelDelete: 1,
  field: 1,
  fieldChange: 1,
  fieldDelete: 1,
  rule: 2,
  ruleDelete: 1,
  project: 2,
} as const;
type CommandKind = keyof typeof WEIGHTS;

/** Which command, and numbers that choose what it is about. */
export interface Command {
  kind: CommandKind;
  picks: number[];
}

/** The kinds of which the model needs to know nothing but their revision, in whatever order they reach the room. */
const PLAIN_KINDS: ReadonlySet<CommandKind> = new Set([
  "create",
  "createHere",
  "update",
  "label",
  "assign",
  "parent",
  "value",
  "move",
  "moveElsewhere",
  "bulk",
  "relate",
  "follow",
]);

// Small numbers are not more interesting than others here.
const picks = fc.noBias(fc.array(fc.nat(999), { minLength: 12, maxLength: 12 }));
const commandOf = (kinds: CommandKind[]): fc.Arbitrary<Command> =>
  fc
    .oneof(...kinds.map((kind) => ({ weight: WEIGHTS[kind], arbitrary: fc.constant(kind) })))
    .chain((kind) => picks.map((numbers) => ({ kind, picks: numbers })));

const KINDS = Object.keys(WEIGHTS).filter((kind): kind is CommandKind => kind in WEIGHTS);

/** Any command. */
export const anyCommand = commandOf(KINDS);
/** A command that may be under way at the same time as others. */
export const plainCommand = commandOf(KINDS.filter((kind) => PLAIN_KINDS.has(kind)));

/** The command that the numbers mean on boards as they are in `state`, for people with these ids. */
export function actionOf({ kind, picks: numbers }: Command, state: ModelState, users: string[]): BoardAction {
  const left = [...numbers];
  const pick = () => left.shift() ?? 0;
  const one = <Item>(items: readonly Item[]): Item | undefined => items[pick() % Math.max(1, items.length)];
  const projects = Object.values(state.projects);
  const active = projects.filter(({ archived }) => !archived);
  const project = pick() % 8 === 0 ? one(projects) : (one(active) ?? one(projects));
  const other = projects.find((each) => each !== project) ?? project;
  if (!project || !other) throw new Error("there is no project");
  const tasks = Object.values(state.tasks).filter((task) => task.project === project.id);
  const open = tasks.filter(({ archived }) => archived === null);
  const name = () => crypto.randomUUID();
  const idOf = (thing: { id: string } | undefined) => thing?.id ?? name();
  const openColumns = ({ columns }: ModelProject) => columns.filter(({ archived }) => !archived);
  const place = (column: { tasks: string[] } | undefined) => {
    const next = one(column?.tasks ?? []);
    const side = pick() % 3;
    return next === undefined || side === 0 ? {} : side === 1 ? { before: next } : { after: next };
  };
  const force = pick() % 4 === 0 ? { force: true as const } : {};
  const anyTask = (): ModelTask | undefined => (pick() % 8 === 0 ? one(tasks) : (one(open) ?? one(tasks)));
  const part = { project: project.id, part: name() };
  const archived = tasks.filter((task) => task.archived !== null);
  const archivedColumns = project.columns.filter((column) => column.archived);
  const isVoid: Partial<Record<CommandKind, boolean>> = {
    restore: archived.length === 0,
    columnRestore: archivedColumns.length === 0,
    label: project.labels.length === 0,
    labelArchive: project.labels.length === 0,
    labelDelete: project.labels.length === 0,
    value: project.fields.length === 0,
    fieldChange: project.fields.length === 0,
    fieldDelete: project.fields.length === 0,
    ruleDelete: project.rules.length === 0,
    unrelate: tasks.every(({ relations }) => relations.length === 0),
  };
  // What there is nothing to do it with makes way for another task.
  switch (isVoid[kind] ? "createHere" : kind) {
    case "create":
      return { type: "task.create", project: project.id, task: name(), set: { title: `Task ${pick()}` }, ...force };
    case "createHere": {
      const column = one(openColumns(project));
      const label = one(project.labels);
      const set = { title: `Task ${pick()}`, ...(label && pick() % 2 ? { labels: [label.id] } : {}) };
      return {
        type: "task.create",
        project: project.id,
        task: name(),
        columnId: idOf(column),
        set,
        ...place(column),
        ...force,
      };
    }
    case "update": {
      const dueDate = pick() % 3 === 0 ? null : `2027-01-1${pick() % 10}`;
      const sets: TaskSet[] = [{ title: `Title ${pick()}` }, { priority: one(PRIORITIES) }, { dueDate }];
      return { type: "task.update", task: idOf(anyTask()), set: { ...one(sets), ...one(sets) } };
    }
    case "label": {
      const labels = [idOf(one(project.labels))];
      const set =
        one<TaskSet>([{ addLabels: labels }, { addLabels: labels }, { removeLabels: labels }, { labels }]) ?? {};
      return { type: "task.update", task: idOf(anyTask()), set };
    }
    case "assign": {
      const assignees = [one(users) ?? ""];
      const set = one<TaskSet>([{ addAssignees: assignees }, { removeAssignees: assignees }, { assignees }]) ?? {};
      return { type: "task.update", task: idOf(anyTask()), set };
    }
    case "parent":
      return {
        type: "task.update",
        task: idOf(anyTask()),
        set: { parentId: pick() % 4 === 0 ? null : idOf(anyTask()) },
      };
    case "value": {
      const field = one(project.fields);
      const value = pick() % 4 === 0 ? null : (one(field?.choices ?? []) ?? null);
      return { type: "task.update", task: idOf(anyTask()), set: { fields: { [idOf(field)]: value } } };
    }
    case "move":
    case "moveElsewhere": {
      const columns = openColumns(kind === "move" ? project : other);
      // Where there is the least room between tasks.
      const [fullest] = columns.toSorted((a, b) => b.tasks.length - a.tasks.length);
      const column = pick() % 2 ? fullest : one(columns);
      return { type: "task.move", task: idOf(anyTask()), columnId: idOf(column), ...place(column), ...force };
    }
    case "undoLate": {
      const [task, column] = [anyTask(), one(openColumns(project))];
      const { place: placed = 0, title = 0 } = task?.revisions ?? {};
      // Right behind the change, or right before it. Whether a restored task has its former place the room alone knows.
      const since = (revision: number) => Math.max(0, Math.floor(revision) - (pick() % 2));
      if (pick() % 2 === 0 || Number.isNaN(placed)) {
        return { type: "task.update", task: idOf(task), set: { title: `Undone ${pick()}` }, since: since(title) };
      }
      const to = { columnId: idOf(column), ...place(column), force: true as const };
      return { type: "task.move", task: idOf(task), ...to, since: since(placed) };
    }
    case "bulk": {
      const column = one(openColumns(pick() % 3 === 0 ? other : project));
      const some = [anyTask(), anyTask(), anyTask()].map((task) => ({ task: idOf(task) }));
      const set = { priority: one(PRIORITIES) };
      const shape = one([{ columnId: idOf(column) }, { set }, { set, columnId: idOf(column) }]);
      return { type: "task.bulk", changes: some.map((each) => ({ ...each, ...shape })), ...force };
    }
    case "archive":
      return { type: "task.archive", tasks: [...new Set([idOf(anyTask()), idOf(anyTask())])] };
    case "restore": {
      return { type: "task.restore", tasks: [...new Set([idOf(one(archived)), idOf(one(archived))])], ...force };
    }
    case "delete":
      return { type: "task.delete", tasks: [idOf(anyTask())] };
    case "relate":
    case "unrelate": {
      const related = one(tasks.filter(({ relations }) => relations.length > 0));
      const task = kind === "unrelate" ? related : anyTask();
      const known = one(task?.relations ?? []);
      if (kind === "unrelate" && task && known) {
        return { type: "task.unrelate", task: task.id, relation: known.type, to: known.task };
      }
      const relation = one(["blocks", "blocked_by", "relates", "duplicates"] as const) ?? "relates";
      const to = pick() % 3 === 0 ? one(Object.values(state.tasks)) : anyTask();
      return { type: kind === "relate" ? "task.relate" : "task.unrelate", task: idOf(task), relation, to: idOf(to) };
    }
    case "follow":
      return { type: pick() % 2 ? "task.follow" : "task.unfollow", task: idOf(anyTask()) };
    case "column": {
      const columnKind = one(["backlog", "todo", "doing", "done"] as const) ?? "todo";
      const wipLimit = pick() % 2 ? 1 + (pick() % 4) : null;
      return {
        type: "column.create",
        ...part,
        set: { name: name(), kind: columnKind, wipLimit, hidden: pick() % 4 === 0 },
      };
    }
    case "columnChange": {
      const wipLimit = pick() % 3 === 0 ? null : 1 + (pick() % 4);
      const columnKind = one(["todo", "doing", "done"] as const) ?? "todo";
      const set = pick() % 2 ? { wipLimit } : { kind: columnKind };
      return { type: "column.update", part: idOf(one(project.columns)), set };
    }
    case "columnMove": {
      const [moved, next] = [one(project.columns), one(project.columns)];
      const beside = pick() % 2 ? { before: idOf(next) } : { after: idOf(next) };
      return { type: "column.move", part: idOf(moved), ...beside };
    }
    case "columnArchive": {
      const empty = openColumns(project).filter((column) => column.tasks.length === 0);
      return { type: "column.archive", part: idOf(one(pick() % 4 ? empty : project.columns)) };
    }
    case "columnRestore":
      return { type: "column.restore", part: idOf(one(archivedColumns)) };
    case "columnDelete": {
      const moveTasksTo = pick() % 6 === 0 ? {} : { moveTasksTo: idOf(one(openColumns(project))) };
      // Whatever was archived in it goes too.
      const left = project.columns.filter(({ id }) => archived.some(({ column }) => column === id));
      const part = idOf(pick() % 3 ? (one(left) ?? one(project.columns)) : one(project.columns));
      return { type: "column.delete", part, ...moveTasksTo };
    }
    case "labelNew": {
      // Two projects have labels of the same name, by which a task keeps its labels in the other one.
      const free = ["Red", "Green", "Blue"].filter((each) => !project.labels.some((label) => label.name === each));
      return { type: "label.create", ...part, set: { name: one(free) ?? name() } };
    }
    case "labelArchive": {
      const label = one(project.labels);
      return { type: label?.archived ? "label.restore" : "label.archive", part: idOf(label) };
    }
    case "labelDelete":
      return { type: "label.delete", part: idOf(one(project.labels)) };
    case "field": {
      const options = [name(), name(), name()].map((id) => ({ id, name: id, colour: "#5e6ad2" }));
      return { type: "field.create", ...part, set: { name: name(), type: "select", options } };
    }
    case "fieldChange": {
      const field = one(project.fields);
      const kept = (field?.choices ?? []).slice(pick() % 2).map((id) => ({ id, name: id, colour: "#5e6ad2" }));
      return { type: "field.update", part: idOf(field), set: { options: kept } };
    }
    case "fieldDelete":
      return { type: "field.delete", part: idOf(one(project.fields)) };
    case "rule": {
      const labels = project.labels.filter(({ archived }) => !archived);
      const [column, label, given] = [one(openColumns(project)), one(labels), one(labels)];
      const whens = [
        { type: "created" } as const,
        { type: "moved_to", columnId: idOf(column) } as const,
        ...(label ? [{ type: "label_added", labelId: label.id } as const] : []),
      ];
      const set = given && pick() % 2 ? { addLabels: [given.id] } : { priority: one(PRIORITIES) };
      const when = one(whens) ?? { type: "created" };
      return { type: "rule.create", ...part, set: { name: name(), when, actions: [{ type: "set", set }] } };
    }
    case "ruleDelete":
      return { type: "rule.delete", part: idOf(one(project.rules)) };
    case "project": {
      const asleep = projects.find((each) => each.archived);
      return { type: asleep ? "project.restore" : "project.archive", project: idOf(asleep ?? project) };
    }
  }
}
