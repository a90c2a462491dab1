import type { BoardDelta, Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import type { BoardDraft } from "../draft.ts";

/** By whom and when something was asked. A command keeps its moment, so it has the same effect however often replayed. */
export interface Moment {
  user: string;
  /** ms since 1970 */
  at: number;
}

/** A board, and what a prediction may know besides of what is not on it. */
export interface Sight {
  board: BoardDraft;
  /** Tasks that were on the board and were archived, by id, with when that was. */
  former: ReadonlyMap<string, Task>;
}

/** What the room is expected to change; null for nothing, or nothing that can be known here. */
export type Prediction = BoardDelta | null;
