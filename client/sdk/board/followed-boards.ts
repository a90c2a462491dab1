import { streamOf } from "../../../durable-objects/workspace/board/protocol.ts";
import type { Observed } from "../observed.ts";
import type { Followed } from "../room/design.ts";
import type { WorkspaceRoom } from "../workspace.ts";
import type { BoardState } from "./state.ts";
import { boardStream } from "./stream.ts";

/** More projects than these are not followed at once; whoever asks for one more is told nothing live. */
const MOST_FOLLOWED = 8;

/**
 * The boards of a workspace that are only looked at, each followed once however many look. Nobody is shown as being on
 * one for that. Not for a project whose board is open on the page: following its stream again would end that.
 */
export class FollowedBoards {
  readonly #room: WorkspaceRoom;
  readonly #followed = new Map<string, { stream: Followed<BoardState>; lookers: number }>();

  constructor(room: WorkspaceRoom) {
    this.#room = room;
  }

  /** Follows a project's board; null when there are too many. Call `stop` when done with it. */
  follow(project: string): { state: Observed<BoardState | null>; stop: () => void } | null {
    const followed = this.#followed.get(project) ?? this.#begin(project);
    if (!followed) return null;
    followed.lookers += 1;
    return {
      state: followed.stream.state,
      stop: () => {
        followed.lookers -= 1;
        if (followed.lookers > 0) return;
        followed.stream.stop();
        this.#followed.delete(project);
      },
    };
  }

  #begin(project: string) {
    if (this.#followed.size >= MOST_FOLLOWED) return null;
    const followed = { stream: this.#room.subscribe(streamOf(project), boardStream), lookers: 0 };
    this.#followed.set(project, followed);
    return followed;
  }
}
