import { EXPORT_KEPT_MS } from "../limits.ts";
import type { WorkspaceExport } from "../protocol.ts";
import type { ExportRow } from "./store.ts";

/** An export as those see it who may have it, at `now` (ms since 1970). */
export function exportShown(row: ExportRow, now: number): WorkspaceExport {
  const { id, requestedAt, requestedBy, endedAt, bytes, reason, files } = row;
  const expiresAt = endedAt === null || bytes === null ? null : endedAt + EXPORT_KEPT_MS;
  return {
    id,
    status: statusOf(row, expiresAt, now),
    requestedAt,
    requestedBy,
    endedAt,
    expiresAt,
    bytes,
    reason,
    files,
  };
}

function statusOf(row: ExportRow, expiresAt: number | null, now: number): WorkspaceExport["status"] {
  if (row.endedAt !== null) {
    if (expiresAt === null) return "failed";
    return expiresAt <= now ? "expired" : "done";
  }
  if (row.reason !== null) return "retrying";
  return row.progress === null ? "queued" : "running";
}
