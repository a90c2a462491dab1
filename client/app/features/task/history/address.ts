import { linkOptions } from "@tanstack/react-router";
import type { Project, Task } from "../../../../../durable-objects/workspace/board/protocol.ts";

/** The history of a task, beside its board. */
export function historyAddress(
  workspace: string,
  { key: project }: Pick<Project, "key">,
  { key: task }: Pick<Task, "key">,
) {
  return linkOptions({
    from: "/w/$workspace/projects/$project",
    to: "/w/$workspace/projects/$project/tasks/$task/history",
    params: { workspace, project, task },
    search: true,
  });
}
