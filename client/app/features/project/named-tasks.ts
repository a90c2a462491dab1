import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { folded } from "../../words/folded.ts";

type Named = Pick<Task, "key" | "title" | "updatedAt">;

/**
 * Up to `most` tasks in whose key and title every one of `words` stands, whatever their case and accents: the one with
 * that very key first, then those changed last. The server's search goes by the same rule.
 */
export function namedTasks<Each extends Named>(tasks: Iterable<Each>, words: string, most: number): Each[] {
  const wanted = folded(words).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [];
  const key = wanted.join("");
  const found = [...tasks].filter((task) => {
    const name = folded(`${task.key} ${task.title}`);
    return wanted.every((word) => name.includes(word));
  });
  const isExact = (task: Named) => (folded(task.key) === key ? 1 : 0);
  return found.sort((a, b) => isExact(b) - isExact(a) || b.updatedAt - a.updatedAt).slice(0, most);
}
