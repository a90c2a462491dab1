/** Exports of a workspace as they are asked for. Each function is one act within a {@link Change}, or a look. */
import { RoomError } from "../../../../room/errors.ts";
import type { Access } from "../../../access.ts";
import type { Change } from "../../../change.ts";
import type { Stores } from "../../../store/stores.ts";
import { MAX_EXPORTS } from "../limits.ts";
import { exportShown } from "./shown.ts";
import type { ExportRow } from "./store.ts";

/**
 * Asks for an export under `id`; again under the same id it answers the one there is.
 * @throws RoomError `forbidden`, `conflict` while another is under way
 */
export function requestExport(change: Change, access: Access, id: string): ExportRow {
  access.demand("workspace.export");
  const { exports } = change.stores;
  const known = exports.find(id);
  if (known) return known;
  if (exports.active()) throw new RoomError("conflict", "An export is being made already; wait for it.");
  const row: ExportRow = {
    id,
    requestedAt: change.now,
    requestedBy: access.user,
    endedAt: null,
    reason: null,
    faults: 0,
    bytes: null,
    files: 0,
    progress: null,
  };
  exports.put(row);
  exports.prune(MAX_EXPORTS);
  change.record("workspace.export", id);
  return row;
}

/** @throws RoomError `forbidden`, `not_found` */
export function demandExport({ exports }: Stores, access: Access, id: string): ExportRow {
  access.demand("workspace.export");
  const row = exports.find(id);
  if (!row) throw new RoomError("not_found", "There is no such export.");
  return row;
}

/**
 * Records that the file of an export is fetched, and answers whose it is.
 * @throws RoomError as {@link demandExport}; `conflict` while it is not done or when it failed, `gone` when it is too old
 */
export function fetchExport(change: Change, access: Access, id: string): ExportRow {
  const row = demandExport(change.stores, access, id);
  switch (exportShown(row, change.now).status) {
    case "done":
      change.record("workspace.export_fetched", id);
      return row;
    case "expired":
      throw new RoomError("gone", "This export is no longer kept; ask for another.");
    case "failed":
      throw new RoomError("conflict", "This export failed; ask for another.");
    default:
      throw new RoomError("conflict", "This export is not done yet.");
  }
}
