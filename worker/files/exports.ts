/** Where exports of workspaces lie in R2, and how they go from there. */
import { EXPORT_KEPT_MS } from "../../durable-objects/workspace/board/exchange/limits.ts";

const ROOT = "exports/";

/** The key of an export's archive. */
export function exportKey(workspace: string, id: string): string {
  return `${ROOT}${workspace}/${id}.zip`;
}

/** Deletes every export of a workspace. May be repeated. */
export async function deleteExports(files: R2Bucket, workspace: string): Promise<void> {
  await deleteAll(files, `${ROOT}${workspace}/`, () => true);
}

/**
 * Deletes exports that can no longer be downloaded at `now` (ms since 1970), of workspaces that are there and of those
 * that are gone, and answers how many that was.
 */
export function sweepExports(files: R2Bucket, now: number): Promise<number> {
  return deleteAll(files, ROOT, ({ uploaded }) => uploaded.getTime() < now - EXPORT_KEPT_MS);
}

async function deleteAll(files: R2Bucket, prefix: string, isMeant: (object: R2Object) => boolean): Promise<number> {
  let deleted = 0;
  let cursor: string | undefined;
  do {
    const page = await files.list(cursor === undefined ? { prefix } : { prefix, cursor });
    const keys = page.objects.filter(isMeant).map(({ key }) => key);
    if (keys.length > 0) await files.delete(keys);
    deleted += keys.length;
    cursor = page.truncated ? page.cursor : undefined;
  } while (cursor !== undefined);
  return deleted;
}
