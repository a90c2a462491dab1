import { useMemo } from "react";
import { useOpenBoard } from "../board/open-board.tsx";
import { useBoardLook } from "./board-look.tsx";

/** How many tasks are shown, of as many as the shown columns have. */
export function useShownCount(): { shown: number; of: number } {
  const { state } = useOpenBoard();
  const { columns, filter } = useBoardLook();
  return useMemo(() => {
    let [shown, of] = [0, 0];
    for (const task of state.tasks.values()) {
      if (!columns.has(task.columnId)) continue;
      of++;
      if (filter?.(task) ?? true) shown++;
    }
    return { shown, of };
  }, [state.tasks, columns, filter]);
}
