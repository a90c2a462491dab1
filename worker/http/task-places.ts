/** The two addresses of a task: in its project, and in the workspace. */
import { z } from "@hono/zod-openapi";
import type { TaskPlace } from "../../durable-objects/workspace/board/board-room.ts";
import { ProjectName, TaskName, Workspace } from "./board-params.ts";

const InWorkspace = z.object({ w: Workspace, t: TaskName });
const InProject = z.object({ w: Workspace, p: ProjectName, t: TaskName });

export type TaskParams = typeof InWorkspace | typeof InProject;

/** Routes of a task are there under each of these. */
export const TASK_PLACES: readonly { path: string; params: TaskParams }[] = [
  { path: "/api/workspaces/{w}/projects/{p}/tasks/{t}", params: InProject },
  { path: "/api/workspaces/{w}/tasks/{t}", params: InWorkspace },
];

/** The workspace and the task that a path names. */
export function taskAt(params: z.infer<TaskParams>): { w: string; at: TaskPlace } {
  return { w: params.w, at: { project: "p" in params ? params.p : null, name: params.t } };
}
