import * as Y from "yjs";
import { EMPTY_UPDATE } from "./update.ts";

/** `Y.mergeUpdates` sorts all its readers anew for every struct, so its cost grows faster than what it is given. */
const MOST_AT_ONCE = 64;

/**
 * Merges updates for the wire, at most 64 in one call of Yjs. Structs that lack others stay in it as they are.
 * @throws Error when one of them does not parse.
 */
export function mergeUpdates(updates: readonly Uint8Array[]): Uint8Array {
  let level = [...updates];
  while (level.length > 1) {
    const next: Uint8Array[] = [];
    for (let i = 0; i < level.length; i += MOST_AT_ONCE) next.push(Y.mergeUpdates(level.slice(i, i + MOST_AT_ONCE)));
    level = next;
  }
  return level[0] ?? EMPTY_UPDATE;
}
