import type { BoardAction, TaskSet } from "../../../durable-objects/workspace/board/protocol.ts";
import type { BoardState } from "./state.ts";
import { LISTS } from "./touched.ts";

const VERBS: Readonly<Record<string, string>> = {
  create: "Add",
  update: "Edit",
  bulk: "Edit",
  move: "Move",
  archive: "Archive",
  restore: "Restore",
  delete: "Delete",
  relate: "Relate",
  unrelate: "Unrelate",
  follow: "Follow",
  unfollow: "Unfollow",
};

/**
 * What was asked for, in a few words, and whatever was written for it: `Edit “Bread”: “Rye bread”`. For what was refused,
 * so that its writer can tell what it was and write it again.
 */
export function askedInWords(action: BoardAction, state: BoardState): string {
  const [noun = "", verb = ""] = action.type.split(".");
  const words = [VERBS[verb] ?? "Change", subjectOf(action, noun, state)].join(" ");
  const written = writtenIn(action, state).map((text) => `“${text}”`);
  return written.length > 0 ? `${words}: ${written.join(", ")}` : words;
}

/** The same for a menu, before it is done: `Add “Bread”`. */
export function askedInBrief(action: BoardAction, state: BoardState): string {
  if (action.type === "task.create") return `Add “${action.set.title}”`;
  const [noun = "", verb = ""] = action.type.split(".");
  return `${VERBS[verb] ?? "Change"} ${subjectOf(action, noun, state)}`;
}

function subjectOf(action: BoardAction, noun: string, state: BoardState): string {
  switch (action.type) {
    case "task.create":
      return "a task";
    case "task.bulk":
      return tasksNamed(
        action.changes.map(({ task }) => task),
        state,
      );
    case "task.archive":
    case "task.restore":
    case "task.delete":
      return tasksNamed(action.tasks, state);
  }
  if ("task" in action) return tasksNamed([action.task], state);
  const named = noun === "field" ? "custom field" : noun;
  const name = "part" in action ? partNamed(action.part, state) : undefined;
  return name === undefined ? `a ${named}` : `the ${named} “${name}”`;
}

function tasksNamed(tasks: readonly string[], state: BoardState): string {
  const [only] = tasks;
  if (tasks.length !== 1 || only === undefined) return `${tasks.length} tasks`;
  const title = state.tasks.get(only)?.title;
  return title === undefined ? "a task" : `“${title}”`;
}

function partNamed(part: string, state: BoardState): string | undefined {
  for (const list of Object.values(LISTS)) {
    const found = state[list].get(part);
    if (found) return found.name;
  }
}

/** The texts that somebody wrote, or may have. */
function writtenIn(action: BoardAction, state: BoardState): string[] {
  if (action.type === "task.create" || action.type === "task.update") return writtenInTask(action.set, state);
  if (action.type === "task.bulk") return action.changes.flatMap(({ set }) => (set ? writtenInTask(set, state) : []));
  return "set" in action && action.set.name !== undefined ? [action.set.name] : [];
}

function writtenInTask({ title, checklist = [], fields = {} }: TaskSet, state: BoardState): string[] {
  const items = checklist.flatMap(({ text }) => text ?? []);
  const values = Object.entries(fields).flatMap(([id, value]) => {
    return typeof value === "string" && state.fields.get(id)?.type === "text" ? value : [];
  });
  return [...(title === undefined ? [] : [title]), ...items, ...values];
}
