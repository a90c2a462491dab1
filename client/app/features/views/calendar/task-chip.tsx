import { draggable } from "@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter";
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { memo, useEffect, useRef } from "react";
import type { Task } from "../../../../../durable-objects/workspace/board/protocol.ts";
import { Dot } from "../../../design/chip.tsx";
import { usePersonColour } from "../../../design/person-colours.ts";
import { useBoardPage } from "../../board/board-page.tsx";
import { settles } from "../../board/digest.ts";
import { usePart } from "../../board/part.ts";
import { isOverdue } from "../../fields/overdue.ts";
import { useCalendarPage } from "./calendar-page.tsx";

/** A task in the calendar: what it is called, and how it stands. */
export const TaskChip = memo(function TaskChip({ task }: { task: Task }) {
  const { columns, today, mayWrite, marks, addressOf } = useBoardPage();
  const { held } = useCalendarPage();
  const chip = useRef<HTMLAnchorElement>(null);
  const carried = usePart(held, (now) => now?.task === task.id);
  const holder = usePart(marks, ({ cards }) => cards.get(task.id)?.mover ?? cards.get(task.id)?.open[0] ?? null);
  const colourOf = usePersonColour();
  useEffect(() => {
    if (!chip.current || !mayWrite) return;
    return draggable({ element: chip.current, getInitialData: () => ({ due: task.id }) });
  }, [task.id, mayWrite]);
  const column = columns.get(task.columnId);
  const over = settles(column);
  return (
    <Link
      ref={chip}
      {...addressOf(task)}
      data-task={task.id}
      title={`${task.key} ${task.title}`}
      aria-describedby={mayWrite ? "calendar-keys" : undefined}
      className={clsx(
        "flex min-h-6 items-center gap-1.5 rounded-md border border-line bg-raised px-1.5 text-xs no-underline hover:bg-hover pointer-coarse:min-h-10",
        carried && "opacity-50 ring-2 ring-accent",
        over ? "text-quiet" : isOverdue(task, { columns, today }) ? "text-danger" : "text-ink",
      )}
      style={holder ? { boxShadow: `0 0 0 2px ${colourOf(holder.user)}` } : undefined}
    >
      {column ? <Dot colour={column.colour} /> : null}
      <span className="unseen">{`${task.key}, ${column?.name ?? ""}: `}</span>
      <span dir="auto" className={clsx("min-w-0 truncate", over && "line-through")}>
        {task.title}
      </span>
    </Link>
  );
});
