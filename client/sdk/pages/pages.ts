import type { Page } from "../../../durable-objects/workspace/protocol.ts";
import type { Observed } from "../observed.ts";
import type { WorkspaceRoom } from "../workspace.ts";
import { predictPages } from "./predict.ts";

const NONE: readonly Page[] = [];

/**
 * The pages of a workspace in their order, with what is done here shown over them at once. The same array for as long as
 * nothing changes.
 */
export function pagesOf(room: WorkspaceRoom): Observed<readonly Page[]> {
  let seen: { base: unknown; pending: unknown; pages: readonly Page[] } | null = null;
  return {
    get value() {
      const base = room.state.value?.pages ?? NONE;
      const pending = room.pending.value;
      if (seen?.base === base && seen.pending === pending) return seen.pages;
      const pages = pending.reduce((before, { command }) => predictPages(before, command), base);
      seen = { base, pending, pages };
      return pages;
    },
    subscribe(listener) {
      const stops = [room.state.subscribe(listener), room.pending.subscribe(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
