import { Outlet } from "@tanstack/react-router";
import { useDeferredValue, useEffect, useMemo, useState } from "react";
import type { Project } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useBoard } from "../../../react/board.ts";
import { Notice } from "../../design/notice.tsx";
import { SelectionProvider } from "../selection/use-selection.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import { Board } from "./board.tsx";
import { useBoardPage } from "./board-page.tsx";
import { filterOf } from "./filter.ts";
import { BoardProvider, useOpenBoard } from "./open-board.tsx";
import { ProjectHead } from "./project-head.tsx";
import { Refusals } from "./refusals.tsx";
import "./project.css";

/** Opens a project's board to whatever page of it is looked at. */
export function ProjectView({ project }: { project: Project }) {
  const { room } = useWorkspace();
  const board = useBoard(room, project.id);
  const waiting = (
    <p className="workspace-home quiet" aria-busy="true">
      Opening the board…
    </p>
  );
  if (!board) return waiting;
  return (
    <BoardProvider board={board} project={project} waiting={waiting}>
      <SelectionProvider>
        <Outlet />
      </SelectionProvider>
    </BoardProvider>
  );
}

/** The board itself, and beside it the task that is open. */
export function ProjectBoard() {
  const { state } = useOpenBoard();
  const { project, labels, people } = useBoardPage();
  const [words, setWords] = useState("");
  const [showHidden, setShowHidden] = useState(false);
  const wanted = useDeferredValue(words);
  const filter = useMemo(() => filterOf(wanted, { labels, people }), [wanted, labels, people]);
  useEffect(() => {
    document.title = `${project.name} · Ensemble`;
  }, [project.name]);
  return (
    <div className="project">
      <div className="project-frame">
        <ProjectHead
          project={project}
          words={words}
          onWords={setWords}
          showHidden={showHidden}
          onShowHidden={setShowHidden}
        />
        <div className="project-body">
          <div className="project-board">
            {project.archivedAt === null ? null : (
              <Notice tone="warn">This project is archived. Restore it to change its tasks.</Notice>
            )}
            <Board state={state} filter={filter} showHidden={showHidden} />
          </div>
          <Outlet />
        </div>
      </div>
      <Refusals />
    </div>
  );
}
