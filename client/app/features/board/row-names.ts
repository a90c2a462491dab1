import { PRIORITIES } from "../../../../durable-objects/workspace/board/protocol.ts";
import { PRIORITY_NAMES } from "../../words/board.ts";
import { type Group, NOBODY } from "./rows.ts";

/** What a row is called. */
export function rowName(group: Group, id: string, people: ReadonlyMap<string, { name: string }>): string {
  if (group === "priority") {
    const priority = PRIORITIES.find((each) => each === id);
    return priority ? PRIORITY_NAMES[priority] : "";
  }
  return id === NOBODY ? "Nobody" : (people.get(id)?.name ?? "A former member");
}
