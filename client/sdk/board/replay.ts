import { equalityDeep } from "lib0/function";
import type { BoardAction, BoardDelta, Task } from "../../../durable-objects/workspace/board/protocol.ts";
import type { PendingCommand } from "../queue/queue.ts";
import { keepColumns } from "./arrangement.ts";
import { applyTo } from "./delta.ts";
import { BoardDraft } from "./draft.ts";
import { predict } from "./predict/predict.ts";
import type { BoardState } from "./state.ts";

/** What a replay knows besides the board. */
interface ReplaySight {
  user: string;
  /** Tasks that were on the board and were archived, with when that was. */
  former: ReadonlyMap<string, Task>;
  /** What was shown last; tasks that look the same now stay the same objects. */
  shown: BoardState | null;
}

/** The board with the local effects of commands shown over it, one after another. */
export function replay(
  base: BoardState,
  commands: readonly PendingCommand<BoardAction>[],
  { user, former, shown }: ReplaySight,
): BoardState {
  const draft = new BoardDraft(base);
  let archived = former;
  for (const { command, at } of commands) {
    const delta = predict({ board: draft, former: archived }, command, { user, at });
    if (!delta) continue;
    if (command.type === "task.archive") archived = withArchived(archived, draft, delta, at);
    applyTo(draft, delta);
  }
  for (const id of draft.touched) {
    const now = draft.tasks.get(id);
    const before = shown?.tasks.get(id);
    if (now && before && now !== before && equalityDeep(now, before)) draft.putTask(before);
  }
  const state = draft.done();
  if (shown) keepColumns(shown.tasks, state.tasks);
  return state;
}

/** What is archived once `delta` is applied to `board`. */
export function withArchived(
  known: ReadonlyMap<string, Task>,
  board: BoardState,
  delta: BoardDelta,
  at: number,
): ReadonlyMap<string, Task> {
  const archived = new Map(known);
  for (const id of delta.tasks?.gone ?? []) {
    const task = board.tasks.get(id);
    archived.delete(id);
    if (task) archived.set(id, { ...task, archivedAt: at });
  }
  return archived;
}
