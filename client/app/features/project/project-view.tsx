import { Outlet } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useEffect } from "react";
import type { Project } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useBoard } from "../../../react/board.ts";
import { Button } from "../../design/button.tsx";
import { loadMenu } from "../../design/menu.tsx";
import { Notice } from "../../design/notice.tsx";
import { loadPicker } from "../../design/picker.tsx";
import { loadPopover } from "../../design/popover.tsx";
import { Skeleton } from "../../design/waiting.tsx";
import { useLoadedAhead } from "../../offline/loading-ahead.ts";
import { Board } from "../board/board.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { loadOpened } from "../board/later.ts";
import { BoardProvider, useOpenBoard } from "../board/open-board.tsx";
import { BulkBar } from "../selection/bulk-bar.tsx";
import { SelectionKeys } from "../selection/selection-keys.tsx";
import { SelectionProvider } from "../selection/use-selection.tsx";
import { BoardLookProvider, useBoardLook } from "../views/board-look.tsx";
import { FilterChips } from "../views/filter-chips.tsx";
import { HiddenMade } from "../views/hidden-made.tsx";
import { NothingShown } from "../views/nothing-shown.tsx";
import { ViewTabs } from "../views/saved/view-tabs.tsx";
import { useShownCount } from "../views/shown-count.ts";
import { makesPages, useWorkspace } from "../workspace/workspace.tsx";
import { ProjectHead } from "./project-head.tsx";
import { Refusals } from "./refusals.tsx";
import { TaskFinder } from "./task-finder.tsx";

const ListView = lazy(async () => ({ default: (await import("../views/list/list-view.tsx")).ListView }));
const CalendarView = lazy(async () => ({
  default: (await import("../views/calendar/calendar-view.tsx")).CalendarView,
}));

/** Opens a project's board to whatever page of it is looked at. */
export function ProjectView({ project }: { project: Project }) {
  const { room } = useWorkspace();
  const board = useBoard(room, project.id);
  if (!board) return <Opening />;
  return (
    <BoardProvider board={board} project={project} waiting={<Opening />}>
      <SelectionProvider>
        <Outlet />
        <TaskFinder />
        <Refusals />
      </SelectionProvider>
    </BoardProvider>
  );
}

/** The board itself in the layout that the address asks for, and beside it the task that is open. */
export function ProjectBoard() {
  const { project } = useBoardPage();
  useLoadedAhead(loadOpened, loadPicker, loadMenu, loadPopover);
  useEffect(() => {
    document.title = `${project.name} · Ensemble`;
  }, [project.name]);
  return (
    <BoardLookProvider>
      <SelectionKeys />
      <HiddenMade />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <ProjectHead project={project} />
        <ViewTabs />
        <FilterChips />
        <div className="relative grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_auto]">
          <div className="relative flex min-h-0 min-w-0 flex-col">
            {project.archivedAt === null ? null : <Archived project={project} />}
            <div data-tasks="" className="flex min-h-0 min-w-0 flex-1 flex-col">
              <Suspense fallback={<Waiting />}>
                <Shown />
              </Suspense>
            </div>
            <BulkBar />
          </div>
          <Outlet />
        </div>
      </div>
    </BoardLookProvider>
  );
}

/** Says why nothing can be changed here, with the way out for those who may take it. */
function Archived({ project }: { project: Project }) {
  const { role } = useWorkspace();
  const { act } = useBoardPage();
  return (
    <div className="px-4 pt-3">
      <Notice tone="warn">
        <div className="flex flex-wrap items-center gap-2">
          <p className="flex-1">This project is archived. Its tasks can be looked at, but not changed.</p>
          {makesPages(role) ? (
            <Button size="sm" onClick={() => act({ type: "project.restore", project: project.id })}>
              Bring it back
            </Button>
          ) : null}
        </div>
      </Notice>
    </div>
  );
}

function Shown(): ReactNode {
  const { look, filter, showHidden } = useBoardLook();
  const { state } = useOpenBoard();
  const { shown } = useShownCount();
  if (filter && shown === 0) return <NothingShown />;
  if (look.layout === "list") return <ListView />;
  if (look.layout === "calendar") return <CalendarView />;
  return <Board state={state} filter={filter} group={look.group} sort={look.sort} showHidden={showHidden} />;
}

function Waiting() {
  return <Skeleton className="m-4 h-40" />;
}

/** Stands in the place of the board until the room has told it. */
function Opening() {
  return (
    <div className="grid flex-1 content-start gap-3 p-4" aria-busy="true">
      <p className="unseen" role="status">
        Opening the board…
      </p>
      <Skeleton className="h-8 w-56" />
      <div className="grid grid-cols-[repeat(auto-fit,minmax(16rem,1fr))] gap-3">
        <Skeleton className="h-72" />
        <Skeleton className="h-72" />
        <Skeleton className="h-72" />
      </div>
    </div>
  );
}
