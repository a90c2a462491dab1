import { useCallback, useMemo } from "react";
import type { Project } from "../../durable-objects/workspace/board/protocol.ts";
import { Board } from "../sdk/board/board.ts";
import { type Company, NO_COMPANY } from "../sdk/board/presence.ts";
import { projectsOf } from "../sdk/board/projects.ts";
import type { BoardState } from "../sdk/board/state.ts";
import type { WorkspaceRoom } from "../sdk/workspace.ts";
import { useObserved } from "./observed.ts";
import { useOpened } from "./opened.ts";

const NO_PROJECTS: readonly Project[] = [];

/** A project's board, open while the component is there; null before. Hand it down: one board for a page is enough. */
export function useBoard(room: WorkspaceRoom, project: string): Board | null {
  return useOpened(useCallback(() => new Board(room, project), [room, project]));
}

/** The whole board as it is shown; null until the room has told it. Renders again with every change of anything in it. */
export function useBoardState(board: Board | null): BoardState | null {
  return useObserved(board?.state ?? null, null);
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
