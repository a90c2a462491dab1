import type { Activity } from "../../../../../durable-objects/workspace/board/reading/protocol.ts";

/** What one did in a row within this time is told as one, in ms. */
const IN_A_ROW_MS = 10 * 60_000;

/** Entries, newest first, in groups of what the same person or rule did in a row; newest first in each. */
export function inGroups(entries: readonly Activity[]): Activity[][] {
  const groups: Activity[][] = [];
  for (const entry of entries) {
    const group = groups.at(-1);
    const [newest] = group ?? [];
    const goesOn =
      newest && newest.by === entry.by && newest.rule === entry.rule && newest.at - entry.at <= IN_A_ROW_MS;
    if (group && goesOn) group.push(entry);
    else groups.push([entry]);
  }
  return groups;
}
