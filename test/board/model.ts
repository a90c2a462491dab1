/**
 * What the commands of boards mean, as plainly as it can be said: a list of columns, each a list of tasks. Written from
 * what the protocol promises, apart from the room's own code, and with no thought of speed: each command is done to a copy
 * of everything. Order keys, events and storage do not occur in it.
 */
import type { BoardAction, RelationType, TaskSet } from "../../durable-objects/workspace/board/protocol.ts";

export interface ModelTask {
  id: string;
  project: string;
  number: number;
  column: string;
  title: string;
  priority: string;
  dueDate: string | null;
  labels: string[];
  assignees: string[];
  followers: string[];
  parent: string | null;
  relations: { type: RelationType; task: string }[];
  fields: Record<string, string>;
  /** When it was archived; null for one on the board. */
  archived: number | null;
  /** Which revision set each of its fields last. What rules set is half a revision later than the command. */
  revisions: Record<string, number>;
}

interface ModelColumn {
  id: string;
  kind: string;
  wipLimit: number | null;
  hidden: boolean;
  archived: boolean;
  /** Its tasks, archived ones aside, in their order. */
  tasks: string[];
}

interface ModelRule {
  id: string;
  enabled: boolean;
  when: { type: "created" } | { type: "moved_to"; columnId: string } | { type: "label_added"; labelId: string };
  /** Sets this priority, and adds these labels. */
  set: { priority?: string | undefined; addLabels?: string[] | undefined };
}

export interface ModelProject {
  id: string;
  key: string;
  lastNumber: number;
  archived: boolean;
  /** In their order. */
  columns: ModelColumn[];
  labels: { id: string; name: string; archived: boolean }[];
  /** Select fields, with their choices. */
  fields: { id: string; name: string; choices: string[] }[];
  rules: ModelRule[];
}

export interface ModelState {
  projects: Record<string, ModelProject>;
  tasks: Record<string, ModelTask>;
}

/** What the room alone knows of an act. */
export interface Stamp {
  revision: number;
  /** ms since 1970 */
  at: number;
  /** Each column's tasks afterwards. Where among them a restored task comes to be, the model does not say. */
  lists?: Record<string, string[]>;
}

/** What becomes of a command: the state after it, or the codes it may be refused with. */
export type ModelOutcome = { ok: true; state: ModelState; changed: boolean } | { ok: false; codes: Set<string> };

/** Does `action` as `user` to a copy of `state`. */
export function outcomeOf(state: ModelState, user: string, action: BoardAction, stamp: Stamp): ModelOutcome {
  const doing = new Doing(structuredClone(state), user, stamp);
  doing.act(action);
  if (doing.codes.size > 0) return { ok: false, codes: doing.codes };
  const changed = JSON.stringify(doing.state) !== JSON.stringify(state);
  if (changed) doing.runRules(state, action);
  return { ok: true, state: doing.state, changed };
}

const INVERSE = {
  blocks: "blocked_by",
  blocked_by: "blocks",
  relates: "relates",
  duplicates: "duplicated_by",
  duplicated_by: "duplicates",
} as const satisfies Record<RelationType, RelationType>;

interface Place {
  before?: string | undefined;
  after?: string | undefined;
}

class Doing {
  readonly state: ModelState;
  readonly codes = new Set<string>();
  readonly #user: string;
  readonly #stamp: Stamp;
  #revision: number;

  constructor(state: ModelState, user: string, stamp: Stamp) {
    this.state = state;
    this.#user = user;
    this.#stamp = stamp;
    this.#revision = stamp.revision;
  }

  act(action: BoardAction): void {
    switch (action.type) {
      case "task.create": {
        const project = this.#openProject(action.project);
        if (!project) return;
        const shown = project.columns.filter(({ archived }) => !archived);
        const column = action.columnId ?? (shown.find(({ hidden }) => !hidden) ?? shown[0])?.id;
        this.#create(project, this.#column(column), action);
        return;
      }
      case "task.update": {
        const task = this.#writable(action.task);
        if (!task) return;
        this.#demandUnmoved(task, fieldsOf(action.set), action.since);
        this.#update(task, action.set);
        return;
      }
      case "task.move": {
        const task = this.#writable(action.task);
        if (!task) return;
        this.#demandUnmoved(task, ["place"], action.since);
        this.#move(task, this.#column(action.columnId), action, action.force);
        return;
      }
      case "task.bulk":
        this.#bulk(action);
        return;
      case "task.archive":
        for (const id of action.tasks) this.#archive(this.#writable(id));
        return;
      case "task.restore":
        for (const id of action.tasks) this.#restore(this.#writable(id), action.force);
        return;
      case "task.delete":
        for (const id of action.tasks) this.#delete(this.#writable(id));
        return;
      case "task.relate":
      case "task.unrelate":
        this.#relate(action);
        return;
      case "task.follow":
      case "task.unfollow": {
        const task = this.#writable(action.task);
        if (!task) return;
        const others = task.followers.filter((user) => user !== this.#user);
        if (action.type === "task.unfollow") this.#set(task, "followers", others);
        else if (!task.followers.includes(this.#user)) this.#set(task, "followers", [...others, this.#user]);
        return;
      }
      default:
        this.#actOnBoard(action);
    }
  }

  // --- The board itself ---

  #actOnBoard(action: BoardAction): void {
    if (action.type === "project.archive" || action.type === "project.restore") {
      const project = this.state.projects[action.project];
      if (project) project.archived = action.type === "project.archive";
      return;
    }
    if (!("part" in action)) throw new Error(`the model knows no ${action.type}`);
    const project =
      "project" in action
        ? this.#openProject(action.project)
        : Object.values(this.state.projects).find(({ columns, labels, fields, rules }) =>
            [...columns, ...labels, ...fields, ...rules].some(({ id }) => id === action.part),
          );
    if (!project) return void this.codes.add("not_found");
    if (project.archived) return void this.codes.add("conflict");
    const column = project.columns.find(({ id }) => id === action.part);
    const label = project.labels.find(({ id }) => id === action.part);
    switch (action.type) {
      case "column.create": {
        const { kind, wipLimit = null, hidden = false } = action.set;
        project.columns.push({ id: action.part, kind, wipLimit, hidden, archived: false, tasks: [] });
        return;
      }
      case "column.update":
        if (!column) return;
        column.kind = action.set.kind ?? column.kind;
        if (action.set.wipLimit !== undefined) column.wipLimit = action.set.wipLimit;
        return;
      case "column.move":
        if (column) project.columns = placed(project.columns, column, action, ({ id }) => id);
        return;
      case "column.archive":
        if (!column || column.archived) return;
        if (isLast(project, column)) this.codes.add("conflict");
        if (column.tasks.length > 0) this.codes.add("column_in_use");
        column.archived = true;
        this.#disableRules(project, column.id);
        return;
      case "column.restore":
        if (column) column.archived = false;
        return;
      case "column.delete":
        if (column) this.#deleteColumn(project, column, action.moveTasksTo);
        return;
      case "label.create":
        project.labels.push({ id: action.part, name: action.set.name, archived: false });
        return;
      case "label.archive":
      case "label.restore":
        if (label) label.archived = action.type === "label.archive";
        return;
      case "label.delete":
        project.labels = project.labels.filter(({ id }) => id !== action.part);
        this.#disableRules(project, action.part);
        for (const task of this.#tasksOf(project)) {
          if (task.labels.includes(action.part)) {
            this.#set(
              task,
              "labels",
              task.labels.filter((id) => id !== action.part),
            );
          }
        }
        return;
      case "field.create": {
        const choices = (action.set.options ?? []).map(({ id }) => id);
        project.fields.push({ id: action.part, name: action.set.name, choices });
        return;
      }
      case "field.update":
        for (const field of project.fields) {
          if (field.id !== action.part || !action.set.options) continue;
          const kept = action.set.options.map(({ id }) => id);
          field.choices = kept;
          this.#dropValues(project, field.id, kept);
        }
        return;
      case "field.delete":
        project.fields = project.fields.filter(({ id }) => id !== action.part);
        this.#dropValues(project, action.part, []);
        return;
      case "rule.create": {
        const { when, actions, enabled = true } = action.set;
        const [first] = actions;
        if (first?.type === "set" && when.type !== "due")
          project.rules.push({ id: action.part, enabled, when, set: first.set });
        return;
      }
      case "rule.delete":
        project.rules = project.rules.filter(({ id }) => id !== action.part);
        return;
      default:
        throw new Error(`the model knows no ${action.type}`);
    }
  }

  #deleteColumn(project: ModelProject, column: ModelColumn, moveTasksTo: string | undefined): void {
    const target = project.columns.find(({ id, archived }) => id === moveTasksTo && !archived && id !== column.id);
    if (isLast(project, column)) this.codes.add("conflict");
    const inside = this.#tasksOf(project).filter((task) => task.column === column.id);
    if (moveTasksTo !== undefined && !target) this.codes.add("invalid");
    else if (!target && inside.length > 0) this.codes.add("column_in_use");
    if (this.codes.size > 0) return;
    target?.tasks.push(...column.tasks);
    for (const task of inside) {
      task.column = target?.id ?? task.column;
      task.revisions.place = this.#revision;
    }
    project.columns = project.columns.filter(({ id }) => id !== column.id);
    this.#disableRules(project, column.id);
  }

  #dropValues(project: ModelProject, field: string, kept: string[]): void {
    for (const task of this.#tasksOf(project)) {
      const value = task.fields[field];
      if (value === undefined || kept.includes(value)) continue;
      delete task.fields[field];
      task.revisions[`fields.${field}`] = this.#revision;
    }
  }

  #disableRules(project: ModelProject, named: string): void {
    for (const rule of project.rules) {
      const names = [...Object.values(rule.when), ...(rule.set.addLabels ?? [])];
      if (names.includes(named)) rule.enabled = false;
    }
  }

  // --- Tasks ---

  #create(
    project: ModelProject,
    column: ModelColumn | undefined,
    action: Extract<BoardAction, { type: "task.create" }>,
  ): void {
    if (!column) return;
    if (!project.columns.includes(column)) this.codes.add("invalid");
    this.#demandRoom(column, 1, action.force);
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
      followers: [this.#user],
      parent: null,
      relations: [],
      fields: {},
      archived: null,
      revisions: { "": this.#revision },
    };
    this.#update(task, action.set);
    task.revisions = { "": this.#revision };
    this.state.tasks[task.id] = task;
    column.tasks = placed(column.tasks, task.id, action, (id) => id);
  }

  #update(task: ModelTask, set: TaskSet): void {
    const project = this.state.projects[task.project];
    if (!project) return;
    const { title, priority, dueDate } = set;
    if (title !== undefined) this.#set(task, "title", title);
    if (priority !== undefined) this.#set(task, "priority", priority);
    if (dueDate !== undefined) this.#set(task, "dueDate", dueDate);
    const given = [...(set.labels ?? []), ...(set.addLabels ?? [])].filter((id) => !task.labels.includes(id));
    if (!given.every((id) => project.labels.some((label) => label.id === id && !label.archived))) {
      this.codes.add("invalid");
    }
    this.#set(task, "labels", merged(task.labels, set.labels, set.addLabels, set.removeLabels));
    const assignees = merged(task.assignees, set.assignees, set.addAssignees, set.removeAssignees);
    const added = assignees.filter((user) => !task.assignees.includes(user));
    this.#set(task, "assignees", assignees);
    this.#set(task, "followers", [...new Set([...task.followers, ...added])]);
    if (set.parentId !== undefined) this.#setParent(task, set.parentId);
    for (const [id, value] of Object.entries(set.fields ?? {})) {
      const known = task.fields[id];
      if (value !== null && value !== known) {
        const field = project.fields.find((each) => each.id === id);
        if (!field?.choices.includes(String(value))) this.codes.add("invalid");
      }
      if (value === null) delete task.fields[id];
      else task.fields[id] = String(value);
      if (task.fields[id] !== known) task.revisions[`fields.${id}`] = this.#revision;
    }
  }

  #bulk({ changes, force }: Extract<BoardAction, { type: "task.bulk" }>): void {
    const goals = new Map(changes.map(({ task, columnId }) => [task, columnId]));
    for (const { task: id, set, columnId } of changes) {
      const task = this.#writable(id);
      if (!task) return;
      if (set) this.#update(task, set);
      if (columnId === undefined) continue;
      const column = this.#column(columnId);
      const parent = this.state.tasks[task.parent ?? ""];
      const goal = parent && goals.get(parent.id);
      const isHere = column && this.state.projects[task.project]?.columns.includes(column);
      // Where both go to another project, they go together.
      if (parent && goal !== undefined && !isHere) this.#move(parent, this.#column(goal), {}, force);
      this.#move(task, column, {}, force);
    }
  }

  #setParent(task: ModelTask, id: string | null): void {
    if (id !== null && id !== task.parent) {
      const parent = this.state.tasks[id];
      if (id === task.id || parent?.parent === task.id) this.codes.add("cycle");
      const hasChildren = Object.values(this.state.tasks).some((each) => each.parent === task.id);
      if (!parent || parent.project !== task.project || parent.parent || parent.archived !== null || hasChildren) {
        this.codes.add("invalid");
      }
    }
    this.#set(task, "parent", id);
  }

  #move(task: ModelTask, column: ModelColumn | undefined, place: Place, force: true | undefined): void {
    if (!column) return;
    if (task.archived !== null) return void this.codes.add("conflict");
    if (column.id === task.column) {
      if (place.before === task.id || place.after === task.id) return;
      const tasks = placed(column.tasks, task.id, place, (id) => id);
      if (JSON.stringify(tasks) !== JSON.stringify(column.tasks)) task.revisions.place = this.#revision;
      column.tasks = tasks;
      return;
    }
    const isHere = this.state.projects[task.project]?.columns.includes(column);
    if (isHere) {
      this.#moveOpen([task], column, place, force);
      return;
    }
    const project = Object.values(this.state.projects).find(({ columns }) => columns.includes(column));
    if (!project) return;
    const along = this.#children(task);
    this.#moveOpen([task, ...along.filter(({ archived }) => archived === null)], column, place, force);
    for (const each of [task, ...along]) this.#transfer(each, project, column, each !== task);
  }

  /** Puts tasks, none of them archived, one behind the other into a column in which they are not. */
  #moveOpen(tasks: ModelTask[], column: ModelColumn, place: Place, force: true | undefined): void {
    this.#demandRoom(column, tasks.length, force);
    let next = place;
    for (const task of tasks) {
      this.#demandUnblocked(task, column, force);
      this.#takeOff(task);
      column.tasks = placed(column.tasks, task.id, next, (id) => id);
      task.column = column.id;
      task.revisions.place = this.#revision;
      next = { after: task.id };
    }
  }

  #transfer(task: ModelTask, project: ModelProject, column: ModelColumn, isAlong: boolean): void {
    const from = this.state.projects[task.project];
    const nameOf = (things: { id: string; name: string }[] | undefined, id: string) =>
      things?.find((each) => each.id === id)?.name;
    const labels = task.labels.flatMap((id) => {
      const name = nameOf(from?.labels, id);
      return project.labels.find((label) => label.name === name && !label.archived)?.id ?? [];
    });
    this.#set(task, "labels", labels);
    // Of select fields no two have a choice of the same id; the test gives fields names that occur once.
    for (const id of Object.keys(task.fields)) task.revisions[`fields.${id}`] = this.#revision;
    task.fields = {};
    if (!isAlong) this.#set(task, "parent", null);
    project.lastNumber += 1;
    task.number = project.lastNumber;
    task.project = project.id;
    task.column = column.id;
    task.revisions.place = this.#revision;
  }

  #archive(task: ModelTask | undefined): void {
    if (!task || task.archived !== null) return;
    const open = this.#children(task).filter(({ archived }) => archived === null);
    for (const each of [task, ...open]) {
      this.#takeOff(each);
      this.#set(each, "archived", this.#stamp.at);
    }
  }

  #restore(task: ModelTask | undefined, force: true | undefined): void {
    if (!task || task.archived === null) return;
    const along = this.#children(task).filter(({ archived }) => archived === task.archived);
    for (const each of [task, ...along]) {
      const columns = this.state.projects[each.project]?.columns.filter(({ archived }) => !archived) ?? [];
      const home = columns.find(({ id }) => id === each.column);
      const column = home ?? columns.find(({ hidden }) => !hidden) ?? columns[0];
      if (!column) return void this.codes.add("conflict");
      this.#demandRoom(column, 1, force);
      this.#demandUnblocked(each, column, force);
      column.tasks = placed(column.tasks, each.id, home ? this.#placeTold(column, each.id) : {}, (id) => id);
      each.column = column.id;
      // Whether it has its former key again nobody can know here.
      each.revisions.place = Number.NaN;
      this.#set(each, "archived", null);
    }
  }

  /** Where a task came to be, by what is told to be behind it. */
  #placeTold(column: ModelColumn, id: string): Place {
    const told = this.#stamp.lists?.[column.id] ?? [];
    const behind = told.slice(told.indexOf(id) + 1);
    return { before: behind.find((each) => column.tasks.includes(each)) };
  }

  #delete(task: ModelTask | undefined): void {
    if (!task) return;
    for (const child of this.#children(task)) this.#set(child, "parent", null);
    for (const other of Object.values(this.state.tasks)) {
      const relations = other.relations.filter((relation) => relation.task !== task.id);
      if (relations.length < other.relations.length) this.#set(other, "relations", relations);
    }
    this.#takeOff(task);
    delete this.state.tasks[task.id];
  }

  #relate(action: Extract<BoardAction, { type: "task.relate" | "task.unrelate" }>): void {
    const [task, other] = [this.state.tasks[action.task], this.state.tasks[action.to]];
    if (!task || !other) return void this.codes.add("not_found");
    const isOpen = ({ project }: ModelTask) => !this.state.projects[project]?.archived;
    if (!isOpen(task) && !isOpen(other)) return void this.codes.add("conflict");
    const { relation: type } = action;
    const isIt = (each: ModelTask["relations"][number]) => each.type === type && each.task === other.id;
    const has = task.relations.some(isIt);
    if (action.type === "task.unrelate") {
      if (!has) return;
      this.#set(
        task,
        "relations",
        task.relations.filter((each) => !isIt(each)),
      );
      const back = other.relations.filter((each) => each.type !== INVERSE[type] || each.task !== task.id);
      this.#set(other, "relations", back);
      return;
    }
    if (task === other) return void this.codes.add("invalid");
    if (has) return;
    const [blocker, blocked] = type === "blocked_by" ? [other, task] : [task, other];
    const isBlocking = type === "blocks" || type === "blocked_by";
    if (isBlocking && this.#blocks(blocked.id, blocker.id)) this.codes.add("cycle");
    this.#set(task, "relations", [...task.relations, { type, task: other.id }]);
    this.#set(other, "relations", [...other.relations, { type: INVERSE[type], task: task.id }]);
  }

  // --- What sets rules off ---

  /** Lets the rules act that what `action` changed sets off. */
  runRules(before: ModelState, action: BoardAction): void {
    // Tasks that a column's end moved were moved by nobody.
    if (action.type === "column.delete") return;
    this.#revision = this.#stamp.revision + 0.5;
    const ran = new Set<string>();
    let was = before;
    let queue = Object.keys(this.state.tasks).flatMap((id) => this.#setOff(was.tasks[id], this.state.tasks[id]));
    while (queue.length > 0) {
      const [turn, ...others] = queue;
      queue = others;
      const task = turn && this.state.tasks[turn.task];
      if (!turn || !task || ran.has(`${turn.rule.id} ${turn.task}`)) continue;
      ran.add(`${turn.rule.id} ${turn.task}`);
      was = structuredClone(this.state);
      const { priority, addLabels = [] } = turn.rule.set;
      const labels = this.state.projects[task.project]?.labels ?? [];
      const isRefused = addLabels.some(
        (id) => !task.labels.includes(id) && labels.find((label) => label.id === id)?.archived !== false,
      );
      if (isRefused) continue;
      if (priority !== undefined) this.#set(task, "priority", priority);
      this.#set(task, "labels", merged(task.labels, undefined, addLabels, undefined));
      queue.push(...this.#setOff(was.tasks[task.id], task));
    }
  }

  #setOff(was: ModelTask | undefined, is: ModelTask | undefined): { rule: ModelRule; task: string }[] {
    if (!is || is.archived !== null) return [];
    const rules = this.state.projects[is.project]?.rules.filter(({ enabled }) => enabled) ?? [];
    return rules
      .filter(({ when }) => {
        if (when.type === "created") return !was;
        if (when.type === "moved_to") return is.column === when.columnId && was?.column !== when.columnId;
        return is.labels.includes(when.labelId) && !was?.labels.includes(when.labelId);
      })
      .map((rule) => ({ rule, task: is.id }));
  }

  // --- Within ---

  #set<Field extends "title" | "priority" | "dueDate" | "labels" | "assignees" | "followers" | "relations">(
    task: ModelTask,
    field: Field,
    value: ModelTask[Field],
  ): void;
  #set(task: ModelTask, field: "parent" | "archived", value: ModelTask["parent"] | ModelTask["archived"]): void;
  #set(task: ModelTask, field: keyof ModelTask, value: unknown): void {
    if (JSON.stringify(task[field]) === JSON.stringify(value)) return;
    Object.assign(task, { [field]: value });
    const name = field === "parent" ? "parentId" : field === "archived" ? "archivedAt" : field;
    task.revisions[name] = this.#revision;
  }

  #demandUnmoved(task: ModelTask, fields: string[], since: number | undefined): void {
    if (since === undefined) return;
    if (fields.some((field) => (task.revisions[field] ?? 0) > since)) this.codes.add("moved_on");
  }

  #demandRoom(column: ModelColumn, count: number, force: true | undefined): void {
    if (force || column.wipLimit === null) return;
    if (column.tasks.length + count > column.wipLimit) this.codes.add("wip_limit");
  }

  #demandUnblocked(task: ModelTask, column: ModelColumn, force: true | undefined): void {
    if (force || column.kind !== "doing") return;
    const isOpen = (id: string) => {
      const blocker = this.state.tasks[id];
      const kind = blocker && this.#columns().find((each) => each.id === blocker.column)?.kind;
      return blocker?.archived === null && kind !== "done" && kind !== "cancelled";
    };
    if (task.relations.some((each) => each.type === "blocked_by" && isOpen(each.task))) this.codes.add("blocked");
  }

  /** Whether one task blocks another, itself or by others between them. */
  #blocks(blocker: string, blocked: string, seen = new Set<string>()): boolean {
    if (blocker === blocked) return true;
    if (seen.has(blocker)) return false;
    seen.add(blocker);
    const next = this.state.tasks[blocker]?.relations.filter(({ type }) => type === "blocks") ?? [];
    return next.some(({ task }) => this.#blocks(task, blocked, seen));
  }

  #takeOff(task: ModelTask): void {
    for (const column of this.#columns()) column.tasks = column.tasks.filter((id) => id !== task.id);
  }

  #columns(): ModelColumn[] {
    return Object.values(this.state.projects).flatMap(({ columns }) => columns);
  }

  #column(id: string | undefined): ModelColumn | undefined {
    const project = Object.values(this.state.projects).find(({ columns }) => columns.some((each) => each.id === id));
    const column = project?.columns.find((each) => each.id === id);
    if (!column || column.archived) this.codes.add("invalid");
    if (project?.archived) this.codes.add("conflict");
    return column;
  }

  #children(task: ModelTask): ModelTask[] {
    return Object.values(this.state.tasks)
      .filter(({ parent }) => parent === task.id)
      .sort((a, b) => a.number - b.number);
  }

  #tasksOf(project: ModelProject): ModelTask[] {
    return Object.values(this.state.tasks).filter((task) => task.project === project.id);
  }

  #writable(id: string): ModelTask | undefined {
    const task = this.state.tasks[id];
    if (!task) this.codes.add("not_found");
    else if (this.state.projects[task.project]?.archived) this.codes.add("conflict");
    return task;
  }

  #openProject(id: string): ModelProject | undefined {
    const project = this.state.projects[id];
    if (project && !project.archived) return project;
    this.codes.add(project ? "conflict" : "not_found");
    return undefined;
  }
}

/** `list` with `item` where `place` says among the others, or last. */
function placed<Item>(
  list: readonly Item[],
  item: Item,
  { before, after }: Place,
  idOf: (item: Item) => string,
): Item[] {
  const others = list.filter((each) => idOf(each) !== idOf(item));
  const next = others.findIndex((each) => idOf(each) === before);
  const previous = others.findIndex((each) => idOf(each) === after);
  const at = next >= 0 ? next : previous >= 0 ? previous + 1 : others.length;
  return [...others.slice(0, at), item, ...others.slice(at)];
}

function merged(now: string[], set: string[] | undefined, add: string[] = [], remove: string[] = []): string[] {
  return [...new Set([...(set ?? now), ...add])].filter((each) => !remove.includes(each));
}

function isLast({ columns }: ModelProject, column: ModelColumn): boolean {
  return !columns.some(({ id, archived }) => id !== column.id && !archived);
}

/** By what names revisions of what a command sets are kept. */
function fieldsOf(set: TaskSet): string[] {
  const names: Record<string, string> = {
    addLabels: "labels",
    removeLabels: "labels",
    addAssignees: "assignees",
    removeAssignees: "assignees",
  };
  return Object.keys(set).map((name) => names[name] ?? name);
}
