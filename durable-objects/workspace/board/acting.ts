import type { Access } from "../access.ts";
import type { Change } from "../change.ts";
import { runRules } from "./automation/run.ts";
import { actOnPart } from "./parts/acts.ts";
import { actOnProject } from "./projects/acts.ts";
import type { BoardAction, BoardResult, ProjectAction } from "./protocol.ts";
import { actOnTask } from "./tasks/acts.ts";
import { BoardWriting } from "./writing.ts";

/**
 * Does what is asked of a board, and then what its rules make of that, all in the transaction of `change`.
 * @throws RoomError for what is refused; nothing of it stays then
 */
export function performOnBoard(change: Change, access: Access, action: BoardAction): BoardResult {
  const writing = new BoardWriting(change, { user: access.user });
  const said = act(writing, access, action);
  runRules(writing);
  return { revision: said ? writing.revision : 0 };
}

/** Does one act and says it. Answers whether there was anything to say. */
function act(writing: BoardWriting, access: Access, action: BoardAction): boolean {
  if (isOnProject(action)) return actOnProject(writing, access, action);
  if ("part" in action) return actOnPart(writing, access, action);
  return actOnTask(writing, access, action);
}

function isOnProject(action: BoardAction): action is ProjectAction {
  return action.type.startsWith("project.");
}
