import type { Label, Task } from "../../../../durable-objects/workspace/board/protocol.ts";

/** What the words of a filter are looked for in, beside a task's own key and title. */
export interface FilterNames {
  labels: ReadonlyMap<string, Pick<Label, "name">>;
  people: ReadonlyMap<string, { name: string }>;
}

/**
 * A filter of words: a task is shown when each of them is somewhere in its key, its title, or the names of its labels
 * and assignees. Null for no words, which shows everything.
 */
export function filterOf(words: string, { labels, people }: FilterNames): ((task: Task) => boolean) | null {
  const wanted = folded(words).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return null;
  return (task) => {
    const names = [
      ...task.labels.map((id) => labels.get(id)?.name ?? ""),
      ...task.assignees.map((user) => people.get(user)?.name ?? ""),
    ];
    const text = folded([task.key, task.title, ...names].join("\n"));
    return wanted.every((word) => text.includes(word));
  };
}

/** Without case and accents, as people type who look for something. */
function folded(text: string): string {
  return text
    .normalize("NFD")
    .replaceAll(/\p{Mn}/gu, "")
    .toLowerCase();
}
