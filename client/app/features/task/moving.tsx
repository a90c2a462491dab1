import { type ReactNode, useState } from "react";
import type { Column, Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { Confirm } from "../../design/dialog.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { useOpenBoard } from "../board/open-board.tsx";
import { type Obstacle, obstacleTo } from "./obstacles.ts";

/**
 * Answers what moves a task into a column of this board, to its end, and a question to be shown: where a limit or a
 * blocker stands against it, one is asked first.
 */
export function useMoving(): { move: (task: Task, column: Column) => void; question: ReactNode } {
  const { act } = useBoardPage();
  const { state } = useOpenBoard();
  const [asked, setAsked] = useState<{ task: Task; obstacle: Obstacle } | null>(null);
  const move = (task: Task, column: Column) => {
    if (task.columnId === column.id) return;
    const obstacle = obstacleTo(task, column, state);
    if (obstacle) setAsked({ task, obstacle });
    else act({ type: "task.move", task: task.id, columnId: column.id });
  };
  const question = asked ? (
    <Confirm
      title={`Move ${asked.task.key} to “${asked.obstacle.column.name}” all the same?`}
      confirm="Move anyway"
      tone="calm"
      onConfirm={() => {
        setAsked(null);
        act({ type: "task.move", task: asked.task.id, columnId: asked.obstacle.column.id, force: true });
      }}
      onCancel={() => setAsked(null)}
    >
      <ObstacleWords obstacle={asked.obstacle} />
    </Confirm>
  ) : null;
  return { move, question };
}

function ObstacleWords({ obstacle: { column, limit, blockers } }: { obstacle: Obstacle }) {
  return (
    <>
      {limit === null ? null : (
        <p>
          “{column.name}” is to hold {limit === 1 ? "one task" : `${limit} tasks`} at most, and it does already.
        </p>
      )}
      {blockers.length === 0 ? null : (
        <>
          <p>It waits for what is not done yet:</p>
          <ul className="grid list-disc gap-1 ps-5">
            {blockers.map(({ id, name }) => (
              <li key={id} dir="auto">
                {name}
              </li>
            ))}
          </ul>
        </>
      )}
      <p>The task's history will tell that it was done all the same.</p>
    </>
  );
}
