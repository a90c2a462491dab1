import { equalityDeep } from "lib0/function";
import type { Column } from "../../../../durable-objects/workspace/board/protocol.ts";
import type { Board } from "../../../sdk/board/board.ts";
import type { BoardState } from "../../../sdk/board/state.ts";
import type { Observed } from "../../../sdk/observed.ts";

/** A task that another one waits for. */
export interface Blocker {
  key: string;
  title: string;
}

/** What cards show that is not said by their own task. */
export interface Digest {
  /** Tasks with a blocker that is not settled. */
  blocked: ReadonlySet<string>;
  /** Of those: what they wait for. */
  blockers: ReadonlyMap<string, readonly Blocker[]>;
  /** How many sub-tasks a task has, and how many of them are settled. */
  subtasks: ReadonlyMap<string, { done: number; of: number }>;
}

const NO_DIGEST: Digest = { blocked: new Set(), blockers: new Map(), subtasks: new Map() };

/** True for columns whose tasks are over: done or cancelled. */
export function settles(column: Column | undefined): boolean {
  return column?.kind === "done" || column?.kind === "cancelled";
}

type DigestSight = Pick<BoardState, "tasks" | "columns" | "neighbours">;

/**
 * Reads a board once over. A blocker that is not part of it, being archived, blocks nothing. What says the same as in
 * `before` is the same object again, so that nothing is drawn anew for it.
 */
function digestOf({ tasks, columns, neighbours }: DigestSight, before: Digest | null): Digest {
  const blockerAt = (id: string): Blocker[] => {
    const task = tasks.get(id);
    if (task) return settles(columns.get(task.columnId)) ? [] : [{ key: task.key, title: task.title }];
    const neighbour = neighbours.get(id);
    return neighbour?.settled === false ? [{ key: neighbour.key, title: neighbour.title }] : [];
  };
  const blockers = new Map<string, readonly Blocker[]>();
  const subtasks = new Map<string, { done: number; of: number }>();
  for (const task of tasks.values()) {
    const waits = task.relations.flatMap(({ type, taskId }) => (type === "blocked_by" ? blockerAt(taskId) : []));
    if (waits.length > 0) blockers.set(task.id, waits);
    if (task.parentId) {
      const { done, of } = subtasks.get(task.parentId) ?? { done: 0, of: 0 };
      const settled = settles(columns.get(task.columnId)) ? 1 : 0;
      subtasks.set(task.parentId, { done: done + settled, of: of + 1 });
    }
  }
  const now = { blocked: new Set(blockers.keys()), blockers, subtasks };
  if (before && equalityDeep(before, now)) return before;
  return {
    ...now,
    blockers: keepingSame(blockers, before?.blockers),
    subtasks: keepingSame(subtasks, before?.subtasks),
  };
}

/** The digest of a board as it is at any time. */
export function digestOn(board: Board): Observed<Digest> {
  let seen: { sight: DigestSight; digest: Digest } | null = null;
  return {
    get value() {
      const sight = board.state.value;
      if (!sight) return NO_DIGEST;
      const same =
        seen?.sight.tasks === sight.tasks &&
        seen.sight.columns === sight.columns &&
        seen.sight.neighbours === sight.neighbours;
      if (!seen || !same) seen = { sight, digest: digestOf(sight, seen?.digest ?? null) };
      return seen.digest;
    },
    subscribe: (listener) => board.state.subscribe(listener),
  };
}

function keepingSame<Part>(now: Map<string, Part>, before: ReadonlyMap<string, Part> | undefined): Map<string, Part> {
  for (const [id, part] of now) {
    const former = before?.get(id);
    if (former && equalityDeep(former, part)) now.set(id, former);
  }
  return now;
}
