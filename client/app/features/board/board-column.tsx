import { dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter";
import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import { autoScrollForElements } from "@atlaskit/pragmatic-drag-and-drop-auto-scroll/element";
import { memo, useEffect, useRef, useState } from "react";
import type { Column, Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useBoardPage } from "./board-page.tsx";
import { Card, DropLine } from "./card.tsx";
import { ColumnHead } from "./column-head.tsx";
import type { Digest } from "./digest.ts";
import { roleOfColumn } from "./drag.ts";
import { usePart } from "./part.ts";
import { spotUnder } from "./pointer.ts";
import { QuickAdd } from "./quick-add.tsx";

interface BoardColumnProps {
  column: Column;
  /** Those shown, in their order. */
  lane: readonly Task[];
  /** How many tasks it has, shown or not. */
  count: number;
  digest: Digest;
}

const NO_SUBTASKS = { done: 0, of: 0 };

/** One column: what it is, its cards, and a place to write the next one. */
export const BoardColumn = memo(function BoardColumn({ column, lane, count, digest }: BoardColumnProps) {
  const { drag, marks, mayWrite } = useBoardPage();
  const whole = useRef<HTMLElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const role = usePart(drag, (now) => roleOfColumn(now, column.id));
  const mark = usePart(marks, ({ columns }) => columns.get(column.id) ?? null);
  const [current, setCurrent] = useState<string | null>(null);
  const tabStop = lane.some(({ id }) => id === current) ? current : lane[0]?.id;
  useEffect(() => {
    const [element, cards] = [whole.current, list.current];
    if (!element || !cards || !mayWrite) return;
    return combine(
      dropTargetForElements({
        element,
        getData: ({ input }) => ({ ...spotUnder(column.id, cards, input.clientY) }),
      }),
      autoScrollForElements({ element: cards }),
    );
  }, [column.id, mayWrite]);
  return (
    <section ref={whole} className="column" data-column={column.id} data-drag={role} aria-labelledby={`c-${column.id}`}>
      <ColumnHead column={column} count={count} />
      <ol ref={list} className="column-cards" aria-labelledby={`c-${column.id}`}>
        {lane.map((task) => {
          const { done, of } = digest.subtasks.get(task.id) ?? NO_SUBTASKS;
          return (
            <Card
              key={task.id}
              task={task}
              blocked={digest.blocked.has(task.id)}
              subtasksDone={done}
              subtasks={of}
              tabStop={task.id === tabStop}
              onFocus={setCurrent}
            />
          );
        })}
        <li className="column-end" data-drag={role === "end" ? "before" : undefined}>
          {mark?.dropper ? <DropLine {...mark.dropper} /> : null}
          {mark && mark.writers.length > 0 ? (
            <p className="quiet small">{mark.writers.map(({ name }) => name).join(", ")} writes here…</p>
          ) : null}
        </li>
      </ol>
      {mayWrite ? <QuickAdd column={column} /> : null}
    </section>
  );
});
