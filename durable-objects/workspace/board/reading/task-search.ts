/** Finds tasks of all the projects a reader sees by what they are called, or by name. */
import type { Stores } from "../../store/stores.ts";
import type { References } from "../naming/references.ts";
import type { Neighbour } from "../protocol.ts";
import { isSettled } from "../tasks/placing.ts";

type Row = { id: string; title: string; key: string };

/**
 * Up to `limit` open tasks, of any project that the reader may see, in whose key and title all the words of `text` stand;
 * the one with just that key first, then those changed last. Rows are read one at a time: a search costs what it goes
 * through until it has found enough.
 */
export function searchTasks(
  sql: SqlStorage,
  stores: Stores,
  find: References,
  { text, limit }: { text: string; limit: number },
): Neighbour[] {
  const found = new Set<string>();
  const named = find.findTask(text.trim())?.task;
  if (named && named.archivedAt === null) found.add(named.id);
  const words = folded(text).split(/\s+/).filter(Boolean);
  const rows = sql.exec<Row>(
    `SELECT t.id, t.body ->> '$.title' AS title, p.key || '-' || t.number AS key
     FROM tasks t JOIN projects p ON p.id = t.project
     WHERE t.archived_at IS NULL AND t.project IN (SELECT value FROM json_each(?)) ORDER BY t.revision DESC`,
    JSON.stringify(find.projectsSeen()),
  );
  for (const { id, title, key } of rows) {
    if (found.size >= limit) break;
    const name = folded(`${key} ${title}`);
    if (words.every((word) => name.includes(word))) found.add(id);
  }
  return tasksNamed(stores, find, [...found].slice(0, limit));
}

/** The tasks of these ids or keys, in this order; those that the reader may not see, or that are gone, are left out. */
export function tasksNamed(stores: Stores, find: References, names: readonly string[]): Neighbour[] {
  return names.flatMap((name) => {
    const task = find.findTask(name)?.task;
    if (!task) return [];
    const { id, key, projectId, title } = task;
    return { id, key, projectId, title, settled: isSettled(stores, task) };
  });
}

/** Without case and accents, as people type who look for something. */
function folded(text: string): string {
  return text
    .normalize("NFD")
    .replaceAll(/\p{Mn}/gu, "")
    .toLowerCase();
}
