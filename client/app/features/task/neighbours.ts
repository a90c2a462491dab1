import { useMemo } from "react";
import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { tasksIn } from "../../../sdk/board/arrangement.ts";
import { useOpenBoard } from "../board/open-board.tsx";
import { useBoardLook } from "../views/board-look.tsx";
import { compareBy } from "../views/sorting.ts";

interface Neighbours {
  before: Task | null;
  after: Task | null;
  /** Its place among those that are shown, from 1; 0 for one that is not. */
  place: number;
  of: number;
}

/** The tasks before and after one, as the board shows them now: by column, as filtered and sorted. */
export function useNeighbours(task: Task): Neighbours {
  const { state } = useOpenBoard();
  const { look, columns, filter } = useBoardLook();
  const shown = useMemo(() => {
    const compare = compareBy(look.sort);
    return [...columns.keys()].flatMap((column) => {
      const all = tasksIn(state.tasks, column);
      const lane = filter ? all.filter(filter) : all;
      return compare ? lane.toSorted(compare) : lane;
    });
  }, [state.tasks, look.sort, columns, filter]);
  const at = shown.findIndex(({ id }) => id === task.id);
  if (at < 0) return { before: null, after: shown[0] ?? null, place: 0, of: shown.length };
  return { before: shown[at - 1] ?? null, after: shown[at + 1] ?? null, place: at + 1, of: shown.length };
}
