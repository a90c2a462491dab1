import type { PartNoun, PartOf, Rule } from "./parts/protocol.ts";
import type { PartRow } from "./parts/store.ts";
import type { BoardDelta, Neighbour, Project, Task, TaskChange } from "./protocol.ts";

/** The list of a delta that a part belongs to. */
const LISTS = {
  column: "columns",
  label: "labels",
  field: "fields",
  view: "views",
  rule: "rules",
} as const satisfies Record<PartNoun, keyof BoardDelta>;

/** What one act has changed of one project's board so far: each thing once, as it was before it and as it is after. */
export class BoardDraft {
  project: Project | undefined;
  #parts: { [Noun in PartNoun]: Map<string, PartOf[Noun] | null> } = {
    column: new Map(),
    label: new Map(),
    field: new Map(),
    view: new Map(),
    rule: new Map(),
  };
  #put = new Map<string, Task>();
  #set = new Map<string, TaskChange>();
  #gone = new Set<string>();
  #orders = new Map<string, string>();
  #orderedIn: string | undefined;
  #neighbours = new Map<string, Neighbour | null>();

  /** Another one of the same, so that what is done to one of them does not change the other. */
  copy(): BoardDraft {
    const copy = new BoardDraft();
    const { column, label, field, view, rule } = this.#parts;
    copy.project = this.project;
    copy.#parts = {
      column: new Map(column),
      label: new Map(label),
      field: new Map(field),
      view: new Map(view),
      rule: new Map(rule),
    };
    copy.#put = new Map(this.#put);
    copy.#set = new Map(this.#set);
    copy.#gone = new Set(this.#gone);
    copy.#orders = new Map(this.#orders);
    copy.#orderedIn = this.#orderedIn;
    copy.#neighbours = new Map(this.#neighbours);
    return copy;
  }

  put<Noun extends PartNoun>({ noun, part }: Pick<PartRow<Noun>, "noun" | "part">): void {
    this.#parts[noun].set(part.id, part);
  }

  drop(noun: PartNoun, id: string): void {
    this.#parts[noun].set(id, null);
  }

  /** The rules that were made or changed, by id; null for one that is deleted. */
  get rules(): ReadonlyMap<string, Rule | null> {
    return this.#parts.rule;
  }

  putTask(task: Task): void {
    this.#put.set(task.id, task);
    this.#gone.delete(task.id);
  }

  /** `fields` are those in which `after` differs from `before`. */
  setTask(before: Task, after: Task, fields: readonly string[]): void {
    const { id } = after;
    const ordered = this.#orders.get(id);
    this.#orders.delete(id);
    if (this.#put.has(id)) {
      this.#put.set(id, after);
      return;
    }
    const known = this.#set.get(id);
    // A new key that it got before in this act, to make room for another, is still to be told.
    const set = { ...(ordered === undefined ? {} : { order: ordered }), ...pick(after, fields) };
    const was = pick(before, fields);
    this.#set.set(id, { id, set: { ...known?.set, ...set }, was: { ...was, ...known?.was } });
  }

  dropTask(id: string): void {
    this.#orders.delete(id);
    this.#set.delete(id);
    // One that came in the same act was never part of it.
    if (!this.#put.delete(id)) this.#gone.add(id);
  }

  reorder(orders: ReadonlyMap<string, string>): void {
    for (const [id, order] of orders) {
      const put = this.#put.get(id);
      const set = this.#set.get(id);
      if (put) this.#put.set(id, { ...put, order });
      else if (set) this.#set.set(id, { ...set, set: { ...set.set, order } });
      else this.#orders.set(id, order);
    }
  }

  /** Tasks that all go into one column; an act that does so moves no others. */
  rehome(columnId: string, orders: ReadonlyMap<string, string>): void {
    this.#orderedIn = columnId;
    for (const [id, order] of orders) this.#orders.set(id, order);
  }

  putNeighbour(neighbour: Neighbour): void {
    this.#neighbours.set(neighbour.id, neighbour);
  }

  dropNeighbour(id: string): void {
    this.#neighbours.set(id, null);
  }

  /** All of it, or undefined when nothing changed. */
  delta(): BoardDelta | undefined {
    const tasks = {
      ...(this.#put.size > 0 ? { put: [...this.#put.values()] } : {}),
      ...(this.#set.size > 0 ? { set: [...this.#set.values()] } : {}),
      ...(this.#gone.size > 0 ? { gone: [...this.#gone] } : {}),
      ...(this.#orders.size > 0 ? { orders: Object.fromEntries(this.#orders) } : {}),
      ...(this.#orders.size > 0 && this.#orderedIn !== undefined ? { columnId: this.#orderedIn } : {}),
    };
    const delta: BoardDelta = {
      ...(this.project ? { project: this.project } : {}),
      ...this.#partChanges("column"),
      ...this.#partChanges("label"),
      ...this.#partChanges("field"),
      ...this.#partChanges("view"),
      ...this.#partChanges("rule"),
      ...(Object.keys(tasks).length > 0 ? { tasks } : {}),
      ...(this.#neighbours.size > 0 ? { neighbours: changesIn(this.#neighbours) } : {}),
    };
    return Object.keys(delta).length > 0 ? delta : undefined;
  }

  #partChanges(noun: PartNoun): BoardDelta {
    const changes = this.#parts[noun];
    return changes.size > 0 ? { [LISTS[noun]]: changesIn<PartOf[PartNoun]>(changes) } : {};
  }
}

function changesIn<Item>(changes: ReadonlyMap<string, Item | null>): { put?: Item[]; gone?: string[] } {
  const put: Item[] = [];
  const gone: string[] = [];
  for (const [id, item] of changes) {
    if (item === null) gone.push(id);
    else put.push(item);
  }
  return { ...(put.length > 0 ? { put } : {}), ...(gone.length > 0 ? { gone } : {}) };
}

function pick(task: Task, fields: readonly string[]): Partial<Task> {
  const wanted = new Set(fields);
  return Object.fromEntries(Object.entries(task).filter(([field]) => wanted.has(field)));
}
