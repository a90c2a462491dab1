import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import type { NewTask, Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { newKey } from "../../../sdk/id.ts";
import { useToast } from "../../design/toasts.tsx";
import { wordsFor } from "../../words/problem.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { useOpenBoard } from "../board/open-board.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import { TITLE_LENGTH } from "./lengths.ts";

/** Answers what makes another task like one, right behind it, with its description; and offers to open it. */
export function useDuplicating(): (task: Task) => Promise<void> {
  const { id: workspace } = useWorkspace();
  const { api } = useSignedIn();
  const { project, addressOf } = useBoardPage();
  const { board, state } = useOpenBoard();
  const { labels, fields } = state;
  const navigate = useNavigate();
  const tell = useToast();
  return useCallback(
    async (task) => {
      const copy = newKey();
      const set = copyOf(task, { labels, fields });
      const place = { columnId: task.columnId, after: task.id };
      const outcome = await board.act({ type: "task.create", project: project.id, task: copy, set, ...place });
      if (!outcome.ok) return;
      try {
        if (task.docId !== null) {
          const text = await api.tasks.description(workspace, task.id);
          if (text !== "") await api.tasks.setDescription(workspace, copy, text);
        }
        const { key } = await api.tasks.get(workspace, copy);
        const run = () => void navigate(addressOf({ key }));
        tell({ words: `${task.key} was copied to ${key}.`, action: { label: "Open", run } });
      } catch (cause) {
        tell({ words: `The task was copied, but not its description. ${wordsFor(cause)}`, tone: "danger" });
      }
    },
    [workspace, api, project.id, addressOf, board, labels, fields, navigate, tell],
  );
}

/** What a new task is made with to be like another. What is archived of a project can be put on no task any more. */
function copyOf(
  task: Task,
  known: {
    labels: ReadonlyMap<string, { archivedAt: number | null }>;
    fields: ReadonlyMap<string, { archivedAt: number | null }>;
  },
): NewTask {
  const { title, priority, startDate, dueDate, estimate, assignees, parentId } = task;
  const isThere = (parts: ReadonlyMap<string, { archivedAt: number | null }>, id: string) =>
    parts.get(id)?.archivedAt === null;
  return {
    title: `Copy of ${title}`.slice(0, TITLE_LENGTH),
    ...{ priority, startDate, dueDate, estimate, assignees, parentId },
    labels: task.labels.filter((id) => isThere(known.labels, id)),
    checklist: task.checklist.map(({ text, done }) => ({ id: newKey(), text, done })),
    fields: Object.fromEntries(Object.entries(task.fields).filter(([id]) => isThere(known.fields, id))),
  };
}
