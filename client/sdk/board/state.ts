import type {
  BoardPart,
  Column,
  Field,
  Label,
  Neighbour,
  Project,
  Rule,
  Task,
  View,
} from "../../../durable-objects/workspace/board/protocol.ts";

/** A project's board as one looks at it: its project, its parts (archived ones too), its tasks (archived ones not). */
export interface BoardState {
  readonly project: Project;
  readonly columns: ReadonlyMap<string, Column>;
  readonly labels: ReadonlyMap<string, Label>;
  /** Custom fields. */
  readonly fields: ReadonlyMap<string, Field>;
  /** Saved views. */
  readonly views: ReadonlyMap<string, View>;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly tasks: ReadonlyMap<string, Task>;
  /** Tasks of other projects to which tasks here are related. */
  readonly neighbours: ReadonlyMap<string, Neighbour>;
}

/** The state that the parts of a snapshot make up. @throws Error when the part that is more than tasks is missing */
export function boardOf(parts: readonly BoardPart[]): BoardState {
  const board = parts.find((part) => part.board)?.board;
  if (!board) throw new Error("a snapshot of a board lacks the board");
  return {
    project: board.project,
    columns: byId(board.columns),
    labels: byId(board.labels),
    fields: byId(board.fields),
    views: byId(board.views),
    rules: byId(board.rules),
    tasks: byId(parts.flatMap(({ tasks }) => tasks)),
    neighbours: byId(board.neighbours),
  };
}

/** The one part that {@link boardOf} makes `state` of again. */
export function partOf(state: BoardState): BoardPart {
  const { project, columns, labels, fields, views, rules, neighbours, tasks } = state;
  const board = {
    project,
    columns: [...columns.values()],
    labels: [...labels.values()],
    fields: [...fields.values()],
    views: [...views.values()],
    rules: [...rules.values()],
    neighbours: [...neighbours.values()],
  };
  return { board, tasks: [...tasks.values()] };
}

/** The task that an id or a key (`ENS-42`) names; of keys only present ones are known here. */
export function taskNamed(tasks: ReadonlyMap<string, Task>, name: string): Task | undefined {
  const task = tasks.get(name);
  if (task || !/^[A-Z][A-Z0-9]*-\d+$/.test(name)) return task;
  for (const each of tasks.values()) if (each.key === name) return each;
  return undefined;
}

function byId<Item extends { id: string }>(items: readonly Item[]): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}
