import { Notice } from "../../design/notice.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";

/** Why nothing can be changed here, where that is so. */
export function ReadOnlyReason() {
  const { project, mayWrite } = useBoardPage();
  const { role } = useWorkspace();
  if (mayWrite) return null;
  return (
    <Notice tone="warn">
      <p>
        {role === "viewer"
          ? "You are a viewer in this workspace: you can read this task, but not change it. Ask an admin for another role to work on it."
          : `“${project.name}” is archived: its tasks can be read, but not changed. Restore the project to work on them.`}
      </p>
    </Notice>
  );
}
