/**
 * A board as a reader has it who only knows the protocol: the snapshot's parts, and each event's delta applied in the
 * order of its fields. Written apart from the SDK's own, and with no thought of speed.
 */
import type {
  BoardDelta,
  BoardPart,
  Column,
  Field,
  Label,
  Neighbour,
  Project,
  Rule,
  Task,
  View,
} from "../../durable-objects/workspace/board/protocol.ts";

type Things<Thing> = Map<string, Thing>;
type Changes<Thing> = { put?: Thing[] | undefined; gone?: string[] | undefined } | undefined;

export class Replica {
  project: Project | null = null;
  readonly columns: Things<Column> = new Map();
  readonly labels: Things<Label> = new Map();
  readonly fields: Things<Field> = new Map();
  readonly views: Things<View> = new Map();
  readonly rules: Things<Rule> = new Map();
  readonly neighbours: Things<Neighbour> = new Map();
  readonly tasks: Things<Task> = new Map();

  static of(parts: readonly BoardPart[]): Replica {
    const replica = new Replica();
    for (const { board, tasks } of parts) {
      if (board) {
        const { columns, labels, fields, views, rules, neighbours } = board;
        replica.apply({
          project: board.project,
          columns: { put: columns },
          labels: { put: labels },
          fields: { put: fields },
          views: { put: views },
          rules: { put: rules },
          neighbours: { put: neighbours },
        });
      }
      replica.apply({ tasks: { put: tasks } });
    }
    return replica;
  }

  apply(delta: BoardDelta): void {
    if (delta.project) this.#takeProject(delta.project);
    take(this.columns, delta.columns);
    take(this.labels, delta.labels);
    for (const gone of delta.labels?.gone ?? []) {
      this.#each((task) => ({ ...task, labels: task.labels.filter((label) => label !== gone) }));
    }
    take(this.fields, delta.fields);
    for (const gone of delta.fields?.gone ?? []) this.#each((task) => withoutField(task, gone));
    for (const { id, type, options } of delta.fields?.put ?? []) {
      const isChoice = (value: unknown) => options.some((option) => option.id === value);
      if (type === "select") this.#each((task) => (isChoice(task.fields[id]) ? task : withoutField(task, id)));
    }
    take(this.views, delta.views);
    take(this.rules, delta.rules);
    const { put = [], set = [], gone = [], orders = {}, columnId } = delta.tasks ?? {};
    for (const task of put) this.tasks.set(task.id, task);
    for (const change of set) this.#change(change.id, change.set);
    for (const id of gone) this.tasks.delete(id);
    for (const [id, order] of Object.entries(orders)) {
      this.#change(id, columnId === undefined ? { order } : { order, columnId });
    }
    take(this.neighbours, delta.neighbours);
  }

  /** All of it in one order and nothing but data, so that two of them can be compared. */
  plain(): unknown {
    const { project, columns, labels, fields, views, rules, neighbours, tasks } = this;
    const lists = { columns, labels, fields, views, rules, neighbours, tasks };
    const sorted = Object.entries(lists).map(([name, things]) => [name, Object.fromEntries([...things].sort(byId))]);
    return { project, ...Object.fromEntries(sorted) };
  }

  /** The ids of each column's tasks in their order. */
  lists(): Record<string, string[]> {
    const tasks = [...this.tasks.values()].sort((a, b) => (a.order < b.order ? -1 : 1));
    const columns = [...this.columns.keys()].map((id): [string, string[]] => [
      id,
      tasks.filter(({ columnId }) => columnId === id).map((task) => task.id),
    ]);
    return Object.fromEntries(columns);
  }

  #takeProject(project: Project): void {
    this.project = project;
    this.#each((task) => ({ ...task, key: `${project.key}-${task.number}` }));
  }

  #each(change: (task: Task) => Task): void {
    for (const [id, task] of this.tasks) this.tasks.set(id, change(task));
  }

  #change(id: string, set: object): void {
    const task = this.tasks.get(id);
    if (!task) throw new Error(`an event changes the task ${id}, which is not on the board`);
    this.tasks.set(id, { ...task, ...set });
  }
}

function withoutField(task: Task, field: string): Task {
  return { ...task, fields: Object.fromEntries(Object.entries(task.fields).filter(([id]) => id !== field)) };
}

function take<Thing extends { id: string }>(things: Things<Thing>, changes: Changes<Thing>): void {
  for (const thing of changes?.put ?? []) things.set(thing.id, thing);
  for (const id of changes?.gone ?? []) things.delete(id);
}

function byId([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
