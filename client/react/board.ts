import { useCallback, useMemo, useSyncExternalStore } from "react";
import type { Project, Task } from "../../durable-objects/workspace/board/protocol.ts";
import { tasksIn } from "../sdk/board/arrangement.ts";
import { Board } from "../sdk/board/board.ts";
import { type Company, NO_COMPANY } from "../sdk/board/presence.ts";
import { projectsOf } from "../sdk/board/projects.ts";
import type { BoardState } from "../sdk/board/state.ts";
import type { WorkspaceRoom } from "../sdk/workspace.ts";
import { useObserved } from "./observed.ts";
import { useOpened } from "./opened.ts";

const NO_TASKS: readonly Task[] = [];
const NO_PROJECTS: readonly Project[] = [];

/** A project's board, open while the component is there; null before. Hand it down: one board for a page is enough. */
export function useBoard(room: WorkspaceRoom, project: string): Board | null {
  return useOpened(useCallback(() => new Board(room, project), [room, project]));
}

/** The whole board as it is shown; null until the room has told it. Renders again with every change of anything in it. */
export function useBoardState(board: Board | null): BoardState | null {
  return useObserved(board?.state ?? null, null);
}

/**
 * A part of a board's state. Renders again only when what `select` answers is another value (`Object.is`), so let it
 * answer what is in the state already: `(state) => state.columns`.
 */
export function useBoardPart<Part>(board: Board | null, select: (state: BoardState) => Part): Part | null {
  const subscribe = useCallback((listener: () => void) => board?.state.subscribe(listener) ?? (() => {}), [board]);
  return useSyncExternalStore(subscribe, () => {
    const state = board?.state.value;
    return state ? select(state) : null;
  });
}

/** One task; null when it is not on the board. Renders again only when this task changes. */
export function useTask(board: Board | null, id: string): Task | null {
  return useBoardPart(board, ({ tasks }) => tasks.get(id) ?? null);
}

/** The tasks of one column, in their order. Renders again only when something in this column changes. */
export function useColumnTasks(board: Board | null, columnId: string): readonly Task[] {
  return useBoardPart(board, ({ tasks }) => tasksIn(tasks, columnId)) ?? NO_TASKS;
}

/** Who else is on the board, and what they open, drag and type in. */
export function useCompany(board: Board | null): Company {
  return useObserved(board?.company.company ?? null, NO_COMPANY);
}

/** The projects of a workspace in their order, archived ones too. */
export function useProjects(room: WorkspaceRoom | null): readonly Project[] {
  return useObserved(
    useMemo(() => room && projectsOf(room), [room]),
    NO_PROJECTS,
  );
}
