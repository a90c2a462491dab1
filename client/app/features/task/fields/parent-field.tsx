import { useNavigate } from "@tanstack/react-router";
import { ArrowUpRight, Unlink } from "lucide-react";
import type { Task } from "../../../../../durable-objects/workspace/board/protocol.ts";
import { IconButton } from "../../../design/icon-button.tsx";
import { useBoardPage } from "../../board/board-page.tsx";
import { useOpenBoard } from "../../board/open-board.tsx";
import { TaskPicker } from "../lists/task-picker.tsx";
import { TaskLink } from "../task-link.tsx";
import type { TaskPart } from "./chosen-fields.tsx";
import { FieldButton, FieldRow, FieldValueShown, Nothing } from "./field-row.tsx";

/** The task that this one is a part of. */
export function ParentField({ task, set }: TaskPart) {
  const { mayWrite, addressOf } = useBoardPage();
  const { state } = useOpenBoard();
  const navigate = useNavigate();
  const parent = task.parentId === null ? undefined : state.tasks.get(task.parentId);
  if (task.parentId !== null) {
    return (
      <FieldRow label="Sub-task of">
        {({ id }) => (
          <FieldValueShown id={id}>
            {parent ? <TaskLink task={parent} /> : <Nothing>An archived task</Nothing>}
            {parent ? (
              <IconButton
                size="sm"
                icon={ArrowUpRight}
                label={`Open ${parent.key}`}
                onClick={() => void navigate(addressOf(parent))}
              />
            ) : null}
            {mayWrite ? (
              <IconButton
                size="sm"
                icon={Unlink}
                label="Make it a task of its own"
                onClick={() => set({ parentId: null })}
              />
            ) : null}
          </FieldValueShown>
        )}
      </FieldRow>
    );
  }
  // They go one level deep: what has sub-tasks is none.
  if (!mayWrite || hasSubtasks(task, state.tasks)) return null;
  return (
    <FieldRow label="Sub-task of">
      {({ id, ...control }) => (
        <TaskPicker
          label="The task it is to be a part of"
          trigger={
            <FieldButton id={id} {...control}>
              <Nothing>None</Nothing>
            </FieldButton>
          }
          offers={(other) => other.id !== task.id && state.tasks.get(other.id)?.parentId === null}
          onPick={(other) => set({ parentId: other.id })}
        />
      )}
    </FieldRow>
  );
}

function hasSubtasks({ id }: Task, tasks: ReadonlyMap<string, Task>): boolean {
  for (const each of tasks.values()) if (each.parentId === id) return true;
  return false;
}
