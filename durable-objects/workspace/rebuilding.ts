/** Making D1 again what the workspace is, after D1 was lost, loaded from a backup or written to by hand. */
import type { RebuiltProjection } from "../../worker/data/projections.ts";
import type { Access } from "./access.ts";
import type { Change } from "./change.ts";
import { infoOf } from "./lifecycle.ts";
import { WORKSPACE_ROOM_LIMITS } from "./limits.ts";
import { BOARD_LANE, D1_LANE, REBUILT, type TenancyRebuild } from "./owed.ts";
import { callProjected, conversationProjected, memberProjected, pageProjected } from "./projecting.ts";
import type { RebuildCounts } from "./protocol.ts";
import type { ProjectedTable } from "./store/projected.ts";
import type { Stores } from "./store/stores.ts";

/** Rows of D1 written anew in one piece. */
const ROWS_AT_ONCE = 200;
/** Events whose history is written anew in one piece. */
const EVENTS_AT_ONCE = 200;
/** So many events the log has for sure. */
const KEPT_EVENTS = WORKSPACE_ROOM_LIMITS.keptEvents;

/**
 * Owes D1 everything it should have of this workspace, piece by piece, each read when it is delivered: its history as far
 * as the log still tells it. Answers how much else there is. @throws RoomError `forbidden`
 */
export function rebuildProjections(change: Change, access: Access): RebuildCounts {
  access.demand("projections.rebuild");
  const { projected, workspace } = change.stores;
  const counts = {
    members: projected.count("members"),
    rooms: projected.count("rooms"),
    pages: projected.count("pages"),
    conversations: projected.count("conversations"),
    calls: projected.count("calls"),
    projects: projected.count("projects"),
    columns: projected.count("columns"),
    tasks: projected.count("tasks"),
  };
  change.record("projections.rebuilt", null, counts);
  // Above all that D1 was told before, and below all it will be told.
  workspace.nextRevision();
  change.rebuild(D1_LANE, { type: "rebuild", table: "workspaces", after: "", upTo: null });
  for (const table of REBUILT[D1_LANE]) {
    if (table === "workspaces") continue;
    for (const range of rangesOf(change.stores, table)) change.rebuild(D1_LANE, { type: "rebuild", table, ...range });
  }
  for (const table of REBUILT[BOARD_LANE]) {
    for (const range of rangesOf(change.stores, table))
      change.rebuild(BOARD_LANE, { type: "rebuild", table, ...range });
  }
  const newest = change.nextRevision() - 1;
  for (let after = Math.max(0, newest - KEPT_EVENTS); after < newest; after += EVENTS_AT_ONCE) {
    const upTo = Math.min(newest, after + EVENTS_AT_ONCE);
    change.rebuild(BOARD_LANE, { type: "rebuild_history", after, upTo });
  }
  return counts;
}

/** Ranges that together hold every id there can be, each some of those there are. */
function rangesOf({ projected }: Stores, table: ProjectedTable): { after: string; upTo: string | null }[] {
  const ends = [...projected.every(table, ROWS_AT_ONCE), null];
  return ends.map((upTo, index) => ({ after: ends[index - 1] ?? "", upTo }));
}

/** All that D1 should have in one piece of a rebuild, as it is now. */
export function projectionsIn(stores: Stores, { table, after, upTo }: TenancyRebuild): RebuiltProjection {
  const info = infoOf(stores);
  const { id: workspace, revision } = info;
  const rebuilt = { workspace, revision, at: Date.now(), range: { after, upTo } };
  const within = (ids: ProjectedTable) => stores.projected.within(ids, rebuilt.range);
  switch (table) {
    case "workspaces":
      return { ...rebuilt, table, rows: [{ ...info, deletedAt: null }] };
    case "members": {
      const rows = within(table).flatMap((user) => stores.members.find(user) ?? []);
      return {
        ...rebuilt,
        table,
        rows: rows.map((row) => ({ ...memberProjected(row, workspace), removedAt: null, revision })),
      };
    }
    case "rooms": {
      const rows = stores.rooms.within(rebuilt.range);
      return { ...rebuilt, table, rows: rows.map((room) => ({ ...room, workspace, deletedAt: null, revision })) };
    }
    case "pages": {
      const rows = within(table).flatMap((id) => stores.pages.find(id) ?? []);
      return {
        ...rebuilt,
        table,
        rows: rows.map((row) => ({ ...pageProjected(row, workspace), deletedAt: null, revision })),
      };
    }
    case "conversations": {
      const rows = within(table).flatMap((id) => stores.conversations.find(id) ?? []);
      return {
        ...rebuilt,
        table,
        rows: rows.map((row) => ({ ...conversationProjected(row, workspace), deletedAt: null, revision })),
      };
    }
    case "calls": {
      const rows = within(table).flatMap((id) => stores.calls.find(id) ?? []);
      return {
        ...rebuilt,
        table,
        rows: rows.map((row) => ({ ...callProjected(row, workspace), deletedAt: null, revision })),
      };
    }
  }
}
