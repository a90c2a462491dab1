import { Link } from "@tanstack/react-router";
import type { Project } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useCompany } from "../../../react/board.ts";
import { useConnection, useNetworked } from "../../../react/connection.ts";
import { useObserved } from "../../../react/observed.ts";
import { Avatar } from "../../design/avatar.tsx";
import { Icon } from "../../design/icon.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import { HiddenColumns } from "./hidden-columns.tsx";
import { useOpenBoard } from "./open-board.tsx";
import { ProjectMenu } from "./project-menu.tsx";
import { UndoButtons } from "./undo.tsx";

interface ProjectHeadProps {
  project: Project;
  /** Of the filter. */
  words: string;
  onWords: (words: string) => void;
  showHidden: boolean;
  onShowHidden: (show: boolean) => void;
}

/** Which project this is, who else is on its board, and what concerns the board as a whole. */
export function ProjectHead({ project, words, onWords, showHidden, onShowHidden }: ProjectHeadProps) {
  const { id, room } = useWorkspace();
  const { board } = useOpenBoard();
  const { people } = useCompany(board);
  const waiting = useObserved(board.pending);
  // Without a connection nothing is being saved; the notice above says so.
  const connected = useConnection(room).name === "online";
  const networked = useNetworked();
  return (
    <header className="project-head">
      <h1 className="project-name">
        <span className="dot" style={{ background: project.colour }} />
        <span dir="auto">{project.name}</span>
      </h1>
      <ul className="project-people" aria-label="Also on this board">
        {people.map(({ user, name }) => (
          <li key={user}>
            <Avatar user={user} name={name} />
          </li>
        ))}
      </ul>
      <span className="board-saving quiet small" data-pending={waiting}>
        {waiting > 0 && connected && networked ? "Saving…" : ""}
      </span>
      <input
        className="field-input board-filter push"
        type="search"
        aria-label="Show only tasks with these words"
        placeholder="Filter"
        value={words}
        dir="auto"
        onChange={(event) => onWords(event.target.value)}
      />
      <UndoButtons board={board} />
      <HiddenColumns shown={showHidden} onShow={onShowHidden} />
      <Link
        className="icon-button"
        to="/w/$workspace/projects/$project/archive"
        params={{ workspace: id, project: project.key }}
        search={(kept) => kept}
        aria-label="Archive of tasks"
        title="Archive of tasks"
      >
        <Icon name="archive" />
      </Link>
      <ProjectMenu project={project} />
    </header>
  );
}
