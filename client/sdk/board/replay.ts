import { equalityDeep } from "lib0/function";
import type { BoardAction, Task } from "../../../durable-objects/workspace/board/protocol.ts";
import type { PendingCommand } from "../queue/queue.ts";
import { keepColumns } from "./arrangement.ts";
import { applyTo } from "./delta.ts";
import { BoardDraft } from "./draft.ts";
import { predict } from "./predict/predict.ts";
import type { BoardState } from "./state.ts";

/** What a replay knows besides the board. */
export interface ReplaySight {
  user: string;
  /** Tasks that were on the board and are not any more. */
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
  const removed = new Map<string, Task>();
  const sight = { board: draft, formerTask: (id: string) => removed.get(id) ?? former.get(id) };
  for (const { command, at } of commands) {
    const delta = predict(sight, command, { user, at });
    if (!delta) continue;
    for (const id of delta.tasks?.gone ?? []) {
      const task = draft.tasks.get(id);
      if (task) removed.set(id, task);
    }
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
