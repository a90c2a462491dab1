import { Suspense } from "react";
import type { Project } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useConnection, useNetworked } from "../../../react/connection.ts";
import { useObserved } from "../../../react/observed.ts";
import { Dot } from "../../design/chip.tsx";
import { useNarrow } from "../../design/narrow.ts";
import { HiddenColumns } from "../board/hidden-columns.tsx";
import { useOpenBoard } from "../board/open-board.tsx";
import { useBoardLook } from "../views/board-look.tsx";
import { FilterMenu } from "../views/filter-menu.tsx";
import { DisplayMenu, LayoutSwitch } from "../views/layout-controls.tsx";
import { WordsField } from "../views/words-field.tsx";
import { StartCall } from "../workspace/later.ts";
import { useWorkspace } from "../workspace/workspace.tsx";
import { PeopleHere } from "./people-here.tsx";
import { ProjectMenu } from "./project-menu.tsx";
import { UndoButtons } from "./undo.tsx";

/** Which project this is, who else is on its board, how it is looked at, and what concerns it as a whole. */
export function ProjectHead({ project }: { project: Project }) {
  const { showHidden, setShowHidden } = useBoardLook();
  const narrow = useNarrow();
  const hidden = <HiddenColumns shown={showHidden} onShow={setShowHidden} />;
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-3 max-md:gap-x-1 max-md:px-3 max-md:pt-2">
      <h1 className="flex min-w-0 items-center gap-2 text-lg font-semibold max-md:flex-1">
        <Dot colour={project.colour} />
        <span dir="auto" className="truncate">
          {project.name}
        </span>
      </h1>
      <PeopleHere />
      <Saving />
      <div className="ms-auto flex min-w-0 items-center gap-1 max-md:order-last max-md:w-full">
        <WordsField />
        <FilterMenu />
        {narrow ? null : hidden}
        <DisplayMenu />
        <LayoutSwitch />
      </div>
      <div className="flex items-center">
        {narrow ? hidden : null}
        <UndoButtons />
        <Suspense>
          <StartCall about={{ type: "project", project: project.id }} name={project.name} />
        </Suspense>
        <ProjectMenu project={project} />
      </div>
    </header>
  );
}

/** Says that something is on its way. Without a connection nothing is being saved; a notice above says so. */
function Saving() {
  const { room } = useWorkspace();
  const { board } = useOpenBoard();
  const waiting = useObserved(board.pending);
  const connected = useConnection(room).name === "online";
  const networked = useNetworked();
  return (
    <span className="min-w-14 text-sm text-quiet max-md:empty:hidden" data-pending={waiting}>
      {waiting > 0 && connected && networked ? "Saving…" : ""}
    </span>
  );
}
