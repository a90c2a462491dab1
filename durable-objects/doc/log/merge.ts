import * as Y from "yjs";
import { spliceUpdates } from "./splice.ts";
import { EMPTY_UPDATE } from "./update.ts";

/** `Y.mergeUpdates` sorts all its readers anew for every struct, so its cost grows faster than what it is given. */
const MOST_AT_ONCE = 64;

/**
 * Merges updates for the wire, by their bytes where they are plain, else at most 64 in one call of Yjs, and answers the
 * one they became. Structs that lack others stay in it as they are. Should Yjs be unable to merge them (two claim the
 * same ids in a way it cannot cut), they come back as they were, so that one bad update keeps no other from anybody.
 */
export function mergeForWire(updates: readonly Uint8Array[]): readonly Uint8Array[] {
  if (updates.length <= 1) return updates;
  try {
    return [spliceUpdates(updates) ?? merge(updates)];
  } catch {
    return updates;
  }
}

function merge(updates: readonly Uint8Array[]): Uint8Array {
  let level = [...updates];
  while (level.length > 1) {
    const next: Uint8Array[] = [];
    for (let i = 0; i < level.length; i += MOST_AT_ONCE) next.push(Y.mergeUpdates(level.slice(i, i + MOST_AT_ONCE)));
    level = next;
  }
  return level[0] ?? EMPTY_UPDATE;
}
