import { BoardEvent, BoardPart } from "../../../durable-objects/workspace/board/protocol.ts";
import type { StreamDesign } from "../room/stream.ts";
import { applyDelta } from "./delta.ts";
import { type BoardState, boardOf, partOf } from "./state.ts";

/** The stream of a project's board; subscribe to it as `streamOf(project)`. Whatever an event's type, its delta says all. */
export const boardStream: StreamDesign<BoardState, BoardEvent, BoardPart> = {
  part: BoardPart,
  whole: boardOf,
  parts: (state) => [partOf(state)],
  event: BoardEvent,
  apply: (state, event) => applyDelta(state, event.delta),
};
