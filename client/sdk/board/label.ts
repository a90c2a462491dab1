import type { BoardEvent } from "../../../durable-objects/workspace/board/protocol.ts";
import type { BoardState } from "./state.ts";

const VERBS: Readonly<Record<string, string>> = {
  created: "Add",
  updated: "Edit",
  moved: "Move",
  left: "Move",
  archived: "Archive",
  restored: "Restore",
  related: "Relate",
  unrelated: "Unrelate",
  followed: "Follow",
  unfollowed: "Unfollow",
};

/** What an event did, in a few words for a menu: `Move “Fix the door”`. */
export function labelOf({ type, delta, about }: BoardEvent, before: BoardState): string {
  const [noun = "", happened = ""] = type.split(".");
  const verb = VERBS[happened] ?? "Change";
  if (noun !== "task") return `${verb} ${noun === "field" ? "custom field" : noun}`;
  const touched = [...(delta.tasks?.put ?? []), ...(delta.tasks?.set ?? [])].map(({ id }) => id);
  const ids = new Set(about ?? [...touched, ...(delta.tasks?.gone ?? [])]);
  const [only] = ids;
  const came = delta.tasks?.put?.find(({ id }) => id === only);
  const title = only === undefined ? undefined : (came ?? before.tasks.get(only))?.title;
  if (ids.size === 1 && title !== undefined) return `${verb} “${title}”`;
  return `${verb} ${ids.size} tasks`;
}
