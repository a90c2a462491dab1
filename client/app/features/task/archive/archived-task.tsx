import { ArchiveRestore, Trash2 } from "lucide-react";
import type { Task } from "../../../../../durable-objects/workspace/board/protocol.ts";
import { Button } from "../../../design/button.tsx";
import { IconButton } from "../../../design/icon-button.tsx";
import { useBoardPage } from "../../board/board-page.tsx";
import { useOpenBoard } from "../../board/open-board.tsx";
import { Ago } from "../ago.tsx";

interface ArchivedTaskProps {
  task: Task;
  picked: boolean;
  onPick: () => void;
  onRestore: () => void;
  onDelete: () => void;
}

/** A task in the archive: what it is called, where it was, since when it is there, and the ways out. */
export function ArchivedTask({ task, picked, onPick, onRestore, onDelete }: ArchivedTaskProps) {
  const { mayWrite } = useBoardPage();
  const { state } = useOpenBoard();
  const column = state.columns.get(task.columnId)?.name;
  return (
    <li className="flex min-h-12 items-center gap-3 px-3 py-1.5">
      {mayWrite ? (
        <input
          type="checkbox"
          className="size-4 shrink-0 accent-accent pointer-coarse:size-6"
          aria-label={`Choose ${task.key}`}
          checked={picked}
          onChange={onPick}
        />
      ) : null}
      <span className="grid min-w-0 flex-1">
        <span className="flex min-w-0 items-baseline gap-2">
          <span className="shrink-0 text-xs text-quiet">{task.key}</span>
          <span className="truncate" title={task.title} dir="auto">
            {task.title}
          </span>
        </span>
        <span className="text-xs text-quiet">
          {column === undefined ? "Put away" : `Put away out of “${column}”`}{" "}
          <Ago at={task.archivedAt ?? task.updatedAt} />
        </span>
      </span>
      {mayWrite ? (
        <>
          <Button size="sm" aria-label={`Restore ${task.key}`} onClick={onRestore}>
            <ArchiveRestore aria-hidden /> <span className="max-md:hidden">Restore</span>
          </Button>
          <IconButton size="sm" icon={Trash2} label={`Delete ${task.key} for ever`} onClick={onDelete} />
        </>
      ) : null}
    </li>
  );
}
