import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from "react";
import type { BoardAction, Column, Label, Project } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useBoardState } from "../../../react/board.ts";
import type { Board } from "../../../sdk/board/board.ts";
import { inOrder } from "../../../sdk/board/order.ts";
import type { BoardState } from "../../../sdk/board/state.ts";
import { Cell } from "../../../sdk/observed.ts";
import { useAnnounce } from "../../design/announcer.tsx";
import { dayOf } from "../../words/dates.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import { taskAddress } from "./addresses.ts";
import { type BoardPage, BoardPageContext } from "./board-page.tsx";
import { digestOn } from "./digest.ts";
import type { Drag } from "./drag.ts";
import { marksOf, NO_MARKS } from "./marks.ts";

interface OpenBoard {
  board: Board;
  state: BoardState;
}

/** The board that is open around here, if one is. */
export const OpenBoardContext = createContext<OpenBoard | null>(null);

/** The open board with its present state; renders again with every change of it. @throws Error outside of a project's page */
export function useOpenBoard(): OpenBoard {
  const open = use(OpenBoardContext);
  if (!open) throw new Error("no board is open");
  return open;
}

interface BoardProviderProps {
  board: Board;
  project: Project;
  /** Shown until the room has told the board. */
  waiting: ReactNode;
  children: ReactNode;
}

/** Opens a board to everything below. */
export function BoardProvider({ board, project, waiting, children }: BoardProviderProps) {
  const state = useBoardState(board);
  const open = useMemo(() => (state ? { board, state } : null), [board, state]);
  const page = usePage(board, project, state);
  if (!open) return waiting;
  return (
    <BoardPageContext value={page}>
      <OpenBoardContext value={open}>{children}</OpenBoardContext>
    </BoardPageContext>
  );
}

const NO_COLUMNS: ReadonlyMap<string, Column> = new Map();
const NO_LABELS: ReadonlyMap<string, Label> = new Map();

/** What everything on the page shares; the same object for as long as none of it changes. */
function usePage(board: Board, project: Project, state: BoardState | null): BoardPage {
  const { id: workspace, state: workspaceState, role } = useWorkspace();
  const { me } = useSignedIn();
  const { drag, marks, made } = useCells(board, me.id);
  const digest = useMemo(() => digestOn(board), [board]);
  const announce = useAnnounce();
  const columns = useMemo(() => present(state?.columns ?? NO_COLUMNS), [state?.columns]);
  const labels = useMemo(() => present(state?.labels ?? NO_LABELS), [state?.labels]);
  const people = useMemo(
    () => new Map(workspaceState.members.map((member) => [member.user, member])),
    [workspaceState.members],
  );
  const today = dayOf(Date.now());
  const mayWrite = role !== "viewer" && project.archivedAt === null;
  const setTyping: BoardPage["setTyping"] = useCallback((typing) => board.company.type(typing), [board]);
  // Whoever may not write any more has no field to leave.
  useEffect(() => {
    if (!mayWrite) setTyping(null);
  }, [mayWrite, setTyping]);
  return useMemo<BoardPage>(
    () => ({
      project,
      columns,
      labels,
      people,
      today,
      mayWrite,
      drag,
      marks,
      digest,
      addressOf: (task) => taskAddress(workspace, project, task),
      made,
      act: (action) => {
        void board.act(action);
        made.set(madeBy([action]));
      },
      actTogether: (actions, name) => {
        const [only] = actions;
        void (actions.length === 1 && only ? board.act(only) : board.actTogether(actions, name));
        made.set(madeBy(actions));
      },
      setTyping,
      announce,
    }),
    [
      project,
      columns,
      labels,
      people,
      today,
      mayWrite,
      drag,
      marks,
      made,
      digest,
      workspace,
      board,
      setTyping,
      announce,
    ],
  );
}

/** What changes too often to be handed down: what is dragged here, and what others do. */
function useCells(board: Board, user: string) {
  const [cells] = useState(() => ({
    drag: new Cell<Drag | null>(null),
    marks: new Cell(NO_MARKS),
    made: new Cell<readonly string[]>([]),
  }));
  const { drag, marks } = cells;
  useEffect(() => {
    const { company } = board;
    const look = () => marks.set(marksOf(company.company.value, user, marks.value));
    const tell = () => {
      const held = drag.value;
      const { task, columnId, before } = held ?? { task: "", columnId: "", before: null };
      company.drag(held ? { task, columnId, before } : null);
    };
    look();
    const stops = [company.company.subscribe(look), drag.subscribe(tell)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [board, user, drag, marks]);
  return cells;
}

/** The tasks that these make. */
function madeBy(actions: readonly BoardAction[]): string[] {
  return actions.flatMap((action) => (action.type === "task.create" ? [action.task] : []));
}

/** Parts that are not archived, in their order. */
function present<Part extends { id: string; order: string; archivedAt: number | null }>(
  parts: ReadonlyMap<string, Part>,
): ReadonlyMap<string, Part> {
  const shown = inOrder(parts.values()).filter(({ archivedAt }) => archivedAt === null);
  return new Map(shown.map((part) => [part.id, part]));
}
