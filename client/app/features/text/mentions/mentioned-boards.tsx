import { createContext, type ReactNode, use, useEffect, useMemo, useState } from "react";
import { useObserved } from "../../../../react/observed.ts";
import { FollowedBoards } from "../../../../sdk/board/followed-boards.ts";
import type { BoardState } from "../../../../sdk/board/state.ts";
import type { Observed } from "../../../../sdk/observed.ts";
import { OpenBoardContext } from "../../board/open-board.tsx";
import { useWorkspace } from "../../workspace/workspace.tsx";

const MentionedBoardsContext = createContext<FollowedBoards | null>(null);

/** Lets what is below look at the boards of the tasks that a text mentions. */
export function MentionedBoards({ children }: { children: ReactNode }) {
  const { room } = useWorkspace();
  const boards = useMemo(() => new FollowedBoards(room), [room]);
  return <MentionedBoardsContext value={boards}>{children}</MentionedBoardsContext>;
}

/** A project's board as it is now, while the component is there; null before it is known. */
export function useMentionedBoard(project: string | null): BoardState | null {
  const boards = use(MentionedBoardsContext);
  const open = use(OpenBoardContext);
  const here = open !== null && open.state.project.id === project;
  const [seen, setSeen] = useState<Observed<BoardState | null> | null>(null);
  useEffect(() => {
    const followed = boards && project !== null && !here ? boards.follow(project) : null;
    if (!followed) return;
    setSeen(followed.state);
    return () => {
      setSeen(null);
      followed.stop();
    };
  }, [boards, project, here]);
  const state = useObserved(seen, null);
  return here ? open.state : state;
}
