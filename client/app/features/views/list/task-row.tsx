import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter";
import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import { attachClosestEdge } from "@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge";
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { CircleSlash } from "lucide-react";
import { memo, useEffect, useRef } from "react";
import type { Task } from "../../../../../durable-objects/workspace/board/protocol.ts";
import { usePersonColour } from "../../../design/person-colours.ts";
import { agoInWords } from "../../../words/dates.ts";
import { useBoardPage } from "../../board/board-page.tsx";
import { usePart } from "../../board/part.ts";
import { usePicked, useSelection } from "../../selection/use-selection.tsx";
import type { TaskGroup } from "../groups.ts";
import { AssigneesCell, DueCell, EstimateCell, LabelsCell, PriorityCell, StatusCell } from "./cells.tsx";
import { COLUMNS, WIDE_ONLY } from "./layout.ts";
import { useListPage } from "./list-page.tsx";
import { RowFrame, type RowPlace } from "./row-frame.tsx";
import { tasksOfRows } from "./rows.ts";

interface TaskRowProps {
  place: RowPlace;
  task: Task;
  group: TaskGroup;
  /** Whether Tab comes to this row. */
  active: boolean;
}

/** A task as a line of the list. */
export const TaskRow = memo(function TaskRow({ place, task, group, active }: TaskRowProps) {
  // Of its own, since a task of two people has two rows.
  const row = place.id;
  const element = useRef<HTMLTableRowElement>(null);
  const { mayWrite, marks, digest } = useBoardPage();
  const { marks: drops } = useListPage();
  const picked = usePicked(task.id);
  const blocked = usePart(digest, (now) => now.blocked.has(task.id));
  const edge = usePart(drops, (mark) => (mark?.row === row ? mark.edge : null));
  const holder = usePart(marks, ({ cards }) => cards.get(task.id)?.mover ?? cards.get(task.id)?.open[0] ?? null);
  const colourOf = usePersonColour();
  useEffect(() => {
    if (!element.current || !mayWrite) return;
    const data = { list: true, task: task.id, row, group: group.id };
    return combine(
      draggable({ element: element.current, getInitialData: () => data }),
      dropTargetForElements({
        element: element.current,
        getData: ({ input, element }) => attachClosestEdge(data, { input, element, allowedEdges: ["top", "bottom"] }),
      }),
    );
  }, [task.id, row, group.id, mayWrite]);
  return (
    <RowFrame
      place={place}
      element={element}
      task={task.id}
      className={clsx(
        COLUMNS,
        "group min-h-10 text-sm hover:bg-hover pointer-coarse:min-h-12 pointer-fine:compact:min-h-8",
        picked && "bg-accent-soft",
        edge === "top" && "before:absolute before:inset-x-0 before:-top-px before:h-0.5 before:bg-accent",
        edge === "bottom" && "before:absolute before:inset-x-0 before:-bottom-px before:h-0.5 before:bg-accent",
      )}
      style={holder ? { boxShadow: `inset 3px 0 ${colourOf(holder.user)}` } : undefined}
    >
      <PickCell task={task} picked={picked} active={active} />
      <KeyCell task={task} />
      <TitleCell task={task} active={active} blocked={blocked} holder={holder?.name ?? null} />
      <StatusCell task={task} active={active} />
      <PriorityCell task={task} active={active} />
      <LabelsCell task={task} active={active} />
      <AssigneesCell task={task} active={active} />
      <DueCell task={task} active={active} />
      <EstimateCell task={task} active={active} />
      <td className={clsx(WIDE_ONLY, "truncate text-quiet")}>{agoInWords(task.updatedAt, Date.now())}</td>
    </RowFrame>
  );
});

function PickCell({ task, picked, active }: { task: Task; picked: boolean; active: boolean }) {
  const { rows } = useListPage();
  const selection = useSelection();
  return (
    <td className="grid place-content-center @max-2xl:row-span-2">
      <input
        type="checkbox"
        aria-label={`Pick ${task.key}`}
        tabIndex={active ? 0 : -1}
        className="size-4 accent-accent pointer-coarse:size-6"
        checked={picked}
        onClick={(event) => {
          if (!event.shiftKey) return;
          event.preventDefault();
          selection.range(task.id, tasksOfRows(rows));
        }}
        onChange={() => selection.toggle(task.id)}
      />
    </td>
  );
}

function KeyCell({ task }: { task: Task }) {
  return <td className="truncate text-xs text-quiet @max-2xl:hidden">{task.key}</td>;
}

interface TitleCellProps {
  task: Task;
  active: boolean;
  blocked: boolean;
  /** Who has it open or moves it. */
  holder: string | null;
}

function TitleCell({ task, active, blocked, holder }: TitleCellProps) {
  const { addressOf } = useBoardPage();
  return (
    <th scope="row" className="flex min-w-0 items-center gap-2 text-start font-normal @max-2xl:col-span-4">
      <Link
        {...addressOf(task)}
        data-row-focus=""
        draggable={false}
        tabIndex={active ? 0 : -1}
        className="min-w-0 truncate py-1 font-medium text-ink no-underline hover:underline"
      >
        <span dir="auto">{task.title}</span>
      </Link>
      {blocked ? (
        <span className="flex shrink-0 items-center gap-1 text-xs text-danger">
          <CircleSlash aria-hidden className="size-3.5" />
          Blocked
        </span>
      ) : null}
      {holder ? <span className="shrink-0 text-xs text-quiet">{holder}</span> : null}
    </th>
  );
}
