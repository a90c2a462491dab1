import { linkOptions } from "@tanstack/react-router";
import type { Project, Task } from "../../../../durable-objects/workspace/board/protocol.ts";

/** On a board, where a task is open beside its board. How the board is looked at stays as it is. */
export function taskAddress(
  workspace: string,
  { key: project }: Pick<Project, "key">,
  { key: task }: Pick<Task, "key">,
) {
  return linkOptions({
    from: "/w/$workspace/projects/$project",
    to: "/w/$workspace/projects/$project/tasks/$task",
    params: { workspace, project, task },
    search: true,
  });
}

/** On a board, back to it from what is open beside it. How it is looked at stays as it is. */
export function boardAddress(workspace: string, { key: project }: Pick<Project, "key">) {
  return linkOptions({
    from: "/w/$workspace/projects/$project",
    to: "/w/$workspace/projects/$project",
    params: { workspace, project },
    search: true,
  });
}

/** The same page of a project, under another key of that project. */
export function underKey(key: string) {
  return linkOptions({
    to: ".",
    params: (now) => ({ ...now, project: key }),
    search: true,
    replace: true,
  });
}
