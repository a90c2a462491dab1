import type {
  Column,
  Field,
  Label,
  Neighbour,
  Project,
  Rule,
  Task,
  View,
} from "../../../durable-objects/workspace/board/protocol.ts";
import { arrange, carryOver, tasksIn } from "./arrangement.ts";
import { indexIn } from "./order.ts";
import type { BoardState } from "./state.ts";

/** Things by id, which copy themselves before the first change. */
export class Sheet<Item extends { id: string }> {
  #items: ReadonlyMap<string, Item>;
  #own: Map<string, Item> | null = null;

  constructor(items: ReadonlyMap<string, Item>) {
    this.#items = items;
  }

  /** The things as they now are; the very map that was handed in, when nothing changed. */
  get items(): ReadonlyMap<string, Item> {
    return this.#items;
  }

  put(item: Item): void {
    this.#write().set(item.id, item);
  }

  remove(id: string): void {
    if (this.#items.has(id)) this.#write().delete(id);
  }

  #write(): Map<string, Item> {
    this.#own ??= new Map(this.#items);
    this.#items = this.#own;
    return this.#own;
  }
}

/**
 * A board's state while many changes are made to it one after another: only what changes is copied, once. It reads as a
 * state all the while.
 */
export class BoardDraft implements BoardState {
  readonly sheets: {
    readonly columns: Sheet<Column>;
    readonly labels: Sheet<Label>;
    readonly fields: Sheet<Field>;
    readonly views: Sheet<View>;
    readonly rules: Sheet<Rule>;
    readonly neighbours: Sheet<Neighbour>;
  };
  project: Project;
  readonly #from: BoardState;
  readonly #tasks: Sheet<Task>;
  /** Columns whose order was asked for; kept in order from then on. */
  readonly #columns = new Map<string, Task[]>();
  /** Columns in which something changed. */
  readonly #changed = new Set<string>();
  readonly #touched = new Set<string>();

  constructor(state: BoardState) {
    this.#from = state;
    this.project = state.project;
    this.#tasks = new Sheet(state.tasks);
    this.sheets = {
      columns: new Sheet(state.columns),
      labels: new Sheet(state.labels),
      fields: new Sheet(state.fields),
      views: new Sheet(state.views),
      rules: new Sheet(state.rules),
      neighbours: new Sheet(state.neighbours),
    };
  }

  get columns(): ReadonlyMap<string, Column> {
    return this.sheets.columns.items;
  }
  get labels(): ReadonlyMap<string, Label> {
    return this.sheets.labels.items;
  }
  get fields(): ReadonlyMap<string, Field> {
    return this.sheets.fields.items;
  }
  get views(): ReadonlyMap<string, View> {
    return this.sheets.views.items;
  }
  get rules(): ReadonlyMap<string, Rule> {
    return this.sheets.rules.items;
  }
  get neighbours(): ReadonlyMap<string, Neighbour> {
    return this.sheets.neighbours.items;
  }
  get tasks(): ReadonlyMap<string, Task> {
    return this.#tasks.items;
  }

  /** The tasks that were put or removed. */
  get touched(): ReadonlySet<string> {
    return this.#touched;
  }

  putTask(task: Task): void {
    const former = this.#tasks.items.get(task.id);
    if (former) this.#takeOut(former);
    this.#tasks.put(task);
    this.#touched.add(task.id);
    this.#changed.add(task.columnId);
    const column = this.#columns.get(task.columnId);
    column?.splice(indexIn(column, task), 0, task);
  }

  removeTask(id: string): void {
    const former = this.#tasks.items.get(id);
    if (!former) return;
    this.#takeOut(former);
    this.#tasks.remove(id);
    this.#touched.add(id);
  }

  /** The tasks of a column, in their order. */
  tasksIn(columnId: string): readonly Task[] {
    if (!this.#changed.has(columnId)) return tasksIn(this.#from.tasks, columnId);
    const column = this.#columns.get(columnId) ?? arrange(this.tasks, columnId);
    this.#columns.set(columnId, column);
    return column;
  }

  /** The state as it now is; the very one this began with, when nothing changed. */
  done(): BoardState {
    const { project, columns, labels, fields, views, rules, tasks, neighbours } = this;
    const state: BoardState = { project, columns, labels, fields, views, rules, tasks, neighbours };
    const same = Object.entries(state).every(([name, part]) => part === Reflect.get(this.#from, name));
    if (same) return this.#from;
    carryOver(this.#from.tasks, tasks, this.#changed);
    return state;
  }

  #takeOut(task: Task): void {
    this.#changed.add(task.columnId);
    const column = this.#columns.get(task.columnId);
    const at = column ? indexIn(column, task) : -1;
    if (column?.[at]?.id === task.id) column.splice(at, 1);
  }
}
