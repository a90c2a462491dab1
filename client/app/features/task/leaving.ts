import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import { boardAddress } from "../board/addresses.ts";
import { useBoardPage } from "../board/board-page.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";

/** Answers what leads back to the board, as it is looked at, with the focus on the card of `task` where it is in sight. */
export function useLeave(task: string | null = null): () => void {
  const { id: workspace } = useWorkspace();
  const { project } = useBoardPage();
  const navigate = useNavigate();
  return useCallback(() => {
    void navigate(boardAddress(workspace, project)).then(() => {
      if (task !== null) cardOf(task)?.focus();
    });
  }, [navigate, workspace, project, task]);
}

/** The link on a card or in a row of a list that opens a task. */
function cardOf(task: string): HTMLElement | null {
  const shown = document.querySelector(`[data-task="${CSS.escape(task)}"]`);
  return shown?.querySelector("a") ?? null;
}
