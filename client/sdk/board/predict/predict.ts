import {
  type BoardAction,
  PART_NOUNS,
  type PartAction,
  type ProjectAction,
} from "../../../../durable-objects/workspace/board/protocol.ts";
import type { WorkspaceAction } from "../../../../durable-objects/workspace/protocol.ts";
import type { Moment, Prediction, Sight } from "./moment.ts";
import { predictPart } from "./parts.ts";
import { predictProject } from "./projects.ts";
import { predictTask } from "./tasks.ts";

/**
 * What the room is expected to change of a board when it does `action`: shown until it has answered. Predicting again
 * what is done already changes nothing. Where a board cannot know (what is archived, another project), it is null.
 */
export function predict(sight: Sight, action: BoardAction, moment: Moment): Prediction {
  if (isOnProject(action)) return onProject(sight, action, moment);
  if (isOnPart(action)) return predictPart(sight, action, moment);
  return predictTask(sight, action, moment);
}

/** Whether an action is about a whole project. */
export function isOnProject(action: { type: string }): action is ProjectAction {
  return action.type.startsWith("project.");
}

const NOUNS: ReadonlySet<string> = new Set(["project", "task", ...PART_NOUNS]);

/** Whether what is asked of a workspace is about its boards. */
export function isOnBoard(action: WorkspaceAction): action is BoardAction {
  return NOUNS.has(action.type.slice(0, action.type.indexOf(".")));
}

function isOnPart(action: BoardAction): action is PartAction {
  return "part" in action;
}

function onProject({ board }: Sight, action: ProjectAction, { at }: Moment): Prediction {
  if (action.project !== board.project.id || action.type === "project.create" || action.type === "project.delete") {
    return null;
  }
  const project = predictProject(board.project, action, { at, among: [board.project] });
  return project && { project };
}
