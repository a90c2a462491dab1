/** Where exports of workspaces lie in the store, and how they go from there. */
import { EXPORT_KEPT_MS } from "../../durable-objects/workspace/board/exchange/limits.ts";
import { deleteAll, type FileStore } from "./store.ts";

const ROOT = "exports/";

/** The key of an export's archive. */
export function exportKey(workspace: string, id: string): string {
  return `${ROOT}${workspace}/${id}.zip`;
}

/** Deletes every export of a workspace. May be repeated. */
export async function deleteExports(store: FileStore, workspace: string): Promise<void> {
  await deleteAll(store, `${ROOT}${workspace}/`, () => true);
}

/**
 * Deletes exports that can no longer be downloaded at `now` (ms since 1970), of workspaces that are there and of those
 * that are gone, and answers how many that was.
 */
export function sweepExports(store: FileStore, now: number): Promise<number> {
  return deleteAll(store, ROOT, ({ writtenAt }) => writtenAt < now - EXPORT_KEPT_MS);
}
