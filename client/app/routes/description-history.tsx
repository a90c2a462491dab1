import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import type { Task } from "../../../durable-objects/workspace/board/protocol.ts";
import { useBoardPage } from "../features/board/board-page.tsx";
import DocHistory from "../features/history/doc-history.tsx";
import type { HistoryLook } from "../features/history/look.ts";
import { OpenTask } from "../features/task/open-task.tsx";
import { useWorkspace } from "../features/workspace/workspace.tsx";

const FROM = "/in/w/$workspace/projects/$project/tasks/$task/description/history";

/** The past of a task's description. */
export function DescriptionHistoryRoute() {
  const { task } = useParams({ from: FROM });
  return <OpenTask name={task}>{(open) => <DescriptionHistory task={open} />}</OpenTask>;
}

function DescriptionHistory({ task }: { task: Task }) {
  const { id: workspace } = useWorkspace();
  const { project, mayWrite } = useBoardPage();
  const look = useSearch({ from: FROM });
  const navigate = useNavigate();
  const { key } = project;
  const onLook = useCallback(
    (search: HistoryLook) =>
      void navigate({
        to: "/w/$workspace/projects/$project/tasks/$task/description/history",
        params: { workspace, project: key, task: task.key },
        search,
        replace: true,
        resetScroll: false,
      }),
    [navigate, workspace, key, task.key],
  );
  const onLeave = useCallback(
    () =>
      void navigate({
        to: "/w/$workspace/projects/$project/tasks/$task",
        params: { workspace, project: key, task: task.key },
      }),
    [navigate, workspace, key, task.key],
  );
  if (task.docId === null) return null;
  return (
    <DocHistory
      docId={task.docId}
      title={`${task.key} ${task.title}`}
      noun="description"
      mayChange={mayWrite}
      look={look}
      onLook={onLook}
      onLeave={onLeave}
    />
  );
}
