/** Deletes files that no message took, uploads that were never completed, and pictures that are nobody's any more. */
import { unwrap } from "../../durable-objects/room/errors.ts";
import { database } from "../data/database.ts";
import { type FileRecord, forgetFiles, unattachedFiles } from "../data/files.ts";
import type { Bindings } from "../env.ts";
import { deleteBytes } from "../files/deleting.ts";
import { UNATTACHED_KEPT_MS } from "../files/limits.ts";
import { r2Store } from "../files/r2-store.ts";
import { log } from "../http/logs.ts";

const AT_ONCE = 200;

/** Sweeps what has been in no use for a day at `now`, and answers how many files that was. May be repeated. */
export async function sweepFiles(env: Bindings, now: number): Promise<number> {
  let swept = 0;
  let behind: { at: number; id: string } | null = null;
  for (;;) {
    const files: FileRecord[] = await unattachedFiles(database(env.DB), now - UNATTACHED_KEPT_MS, behind, AT_ONCE);
    const last = files.at(-1);
    if (!last) return swept;
    const wanted = await inUse(env, files);
    const unwanted = files.filter(({ id }) => !wanted.has(id));
    await deleteBytes(r2Store(env.FILES), unwanted);
    await forgetFiles(
      env.DB,
      unwanted.map(({ id }) => id),
    );
    swept += unwanted.length;
    behind = last;
  }
}

/** Those that a message has, or that waits for its time: their rooms know before D1 does. Who cannot be asked keeps its. */
async function inUse(env: Bindings, files: readonly FileRecord[]): Promise<Set<string>> {
  const wanted = new Set<string>();
  const known = files.filter(({ content, place }) => content !== null && place.collection === "conversations");
  const byConversation = Map.groupBy(known, ({ place }) =>
    place.collection === "conversations" ? place.conversation : "",
  );
  for (const [conversation, its] of byConversation) {
    const ids = its.map(({ id }) => id);
    const free = await released(env, conversation, ids);
    for (const id of ids) if (!free.has(id)) wanted.add(id);
  }
  return wanted;
}

async function released(env: Bindings, conversation: string, ids: string[]): Promise<Set<string>> {
  try {
    return new Set(unwrap(await env.CONVERSATION.getByName(conversation).releaseUnattached(ids)));
  } catch (error) {
    log("warn", "files_not_swept", { conversation, name: error instanceof Error ? error.name : "unknown" });
    return new Set();
  }
}
