import { useRouter } from "@tanstack/react-router";
import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useWorkspace } from "../workspace/workspace.tsx";
import { useBoardPage } from "./board-page.tsx";

/** The address of a task as one hands it to others: without how this board is looked at just now. */
export function useTaskUrl(): (task: Pick<Task, "key">) => string {
  const router = useRouter();
  const { id: workspace } = useWorkspace();
  const { project } = useBoardPage();
  return ({ key }) => {
    const { href } = router.buildLocation({
      to: "/w/$workspace/projects/$project/tasks/$task",
      params: { workspace, project: project.key, task: key },
      search: {},
    });
    return new URL(href, window.location.href).href;
  };
}
