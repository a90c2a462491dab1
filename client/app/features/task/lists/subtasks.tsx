import { Unlink } from "lucide-react";
import type { Column, Task } from "../../../../../durable-objects/workspace/board/protocol.ts";
import { byOrder } from "../../../../sdk/board/order.ts";
import type { BoardState } from "../../../../sdk/board/state.ts";
import { newKey } from "../../../../sdk/id.ts";
import { useAnnounce } from "../../../design/announcer.tsx";
import { IconButton } from "../../../design/icon-button.tsx";
import { SortableRow } from "../../../design/sortable-row.tsx";
import { useBoardPage } from "../../board/board-page.tsx";
import { settles } from "../../board/digest.ts";
import { useOpenBoard } from "../../board/open-board.tsx";
import { TITLE_LENGTH } from "../lengths.ts";
import { useMoving } from "../moving.tsx";
import { TaskLink } from "../task-link.tsx";
import { EntryForm } from "./entry-form.tsx";
import { ENTRY_ROW, ListSection } from "./list-section.tsx";
import { behindAfterStep, behindBeside } from "./sequence.ts";

/** The tasks that a task is made of. They stand as they stand on the board: by column, and by their place in it. */
export function Subtasks({ task, state }: { task: Task; state: BoardState }) {
  const { project, columns, mayWrite, act } = useBoardPage();
  const { board } = useOpenBoard();
  const announce = useAnnounce();
  const { move, question } = useMoving();
  // They go one level deep.
  if (task.parentId !== null) return null;
  const children = subtasksOf(task, state, columns);
  const isDone = (child: Task) => settles(columns.get(child.columnId));
  if (!mayWrite && children.length === 0) return null;
  const ends = endsOf(columns);
  const putBehind = (child: Task, after: string | null | undefined) => {
    if (after === undefined) return announce(`${child.key} is at the end of its column already.`);
    const beside = siblingsOf(children, child);
    const place = after === null ? { before: beside[0]?.id } : { after };
    if (place.before === child.id) return;
    act({ type: "task.move", task: child.id, columnId: child.columnId, ...place });
    const others = beside.filter(({ id }) => id !== child.id);
    const at = after === null ? 1 : others.findIndex(({ id }) => id === after) + 2;
    announce(`${child.key}: place ${at} of ${beside.length} in ${columns.get(child.columnId)?.name ?? "its column"}`);
  };
  const add = (titles: string[]) =>
    void board.actTogether(
      titles.map((title) => ({
        type: "task.create" as const,
        project: project.id,
        task: newKey(),
        columnId: task.columnId,
        set: { title, parentId: task.id },
      })),
      titles.length === 1 ? `Add “${titles[0]}”` : `Add ${titles.length} sub-tasks`,
    );
  return (
    <ListSection title="Sub-tasks" progress={{ done: children.filter(isDone).length, of: children.length }}>
      <ul>
        {children.map((child) => {
          const ids = siblingsOf(children, child).map(({ id }) => id);
          const target = isDone(child) ? ends.open : ends.done;
          return (
            <SortableRow
              handle="near"
              className={ENTRY_ROW}
              key={child.id}
              // A place is one in a column, so what is in another cannot be put beside it.
              list={`subtasks ${task.id} ${child.columnId}`}
              id={child.id}
              name={child.title}
              onPlace={
                mayWrite
                  ? (row, edge) => {
                      const moved = children.find(({ id }) => id === row);
                      if (moved) putBehind(moved, behindBeside(ids, row, child.id, edge));
                    }
                  : null
              }
              onStep={(by) => putBehind(child, behindAfterStep(ids, child.id, by))}
            >
              <input
                type="checkbox"
                className="size-4 shrink-0 accent-accent pointer-coarse:size-6"
                aria-label={`${child.key} is done`}
                checked={isDone(child)}
                disabled={!mayWrite || !target}
                title={target ? `Move it to “${target.name}”` : "This board has no column for that"}
                onChange={() => target && move(child, target)}
              />
              <TaskLink task={child} />
              <span className="shrink-0 text-xs text-quiet">{columns.get(child.columnId)?.name}</span>
              {mayWrite ? (
                <IconButton
                  size="sm"
                  className="opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
                  icon={Unlink}
                  label={`Make ${child.key} a task of its own`}
                  onClick={() => act({ type: "task.update", task: child.id, set: { parentId: null } })}
                />
              ) : null}
            </SortableRow>
          );
        })}
      </ul>
      <EntryForm
        task={task.id}
        field="subtask"
        what="a sub-task"
        label="Title of a new sub-task"
        placeholder="Add a sub-task"
        maxLength={TITLE_LENGTH}
        onAdd={add}
      />
      {question}
    </ListSection>
  );
}

/** The sub-tasks of a task: by column as these stand on the board, then by place. */
function subtasksOf(task: Task, state: BoardState, columns: ReadonlyMap<string, Column>): Task[] {
  const ranks = new Map([...columns.keys()].map((id, index) => [id, index]));
  const rank = ({ columnId }: Task) => ranks.get(columnId) ?? ranks.size;
  return [...state.tasks.values()]
    .filter(({ parentId }) => parentId === task.id)
    .sort((a, b) => rank(a) - rank(b) || byOrder(a, b));
}

/** Those that are in the same column as `child`, itself among them. */
function siblingsOf(children: readonly Task[], child: Task): Task[] {
  return children.filter(({ columnId }) => columnId === child.columnId);
}

/** Where a sub-task goes that is checked off, and one that is open again. */
function endsOf(columns: ReadonlyMap<string, Column>): { done: Column | undefined; open: Column | undefined } {
  const all = [...columns.values()];
  return {
    done: all.find(({ kind }) => kind === "done"),
    open: all.find(({ kind }) => kind === "todo") ?? all.find((column) => !settles(column)),
  };
}
