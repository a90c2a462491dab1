import { clsx } from "clsx";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useRef } from "react";
import type { Column, Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import type { Observed } from "../../../sdk/observed.ts";
import { Avatar } from "../../design/avatar.tsx";
import { useLaneTarget } from "./board-column.tsx";
import { useBoardPage } from "./board-page.tsx";
import { rowKey } from "./collapsed.ts";
import { roleOfLane } from "./drag.ts";
import { Lane } from "./lane.tsx";
import { useNear } from "./lane-window.ts";
import { usePart } from "./part.ts";
import { QuickAdd } from "./quick-add.tsx";
import { rowName } from "./row-names.ts";
import { countIn, NOBODY, type Row } from "./rows.ts";
import { useStage } from "./stage.tsx";

interface BoardRowProps {
  row: Row;
  columns: readonly { column: Column; folded: boolean }[];
  above: Observed<number>;
  folded: boolean;
  onFold: (key: string) => void;
}

const NONE: readonly Task[] = [];

/** One row of a grouped board: what its tasks have in common, and those of each column. */
export function BoardRow({ row, columns, above, folded, onFold }: BoardRowProps) {
  const { project, people } = useBoardPage();
  const { group } = useStage().layout;
  const name = rowName(group, row.id, people);
  const count = countIn(row);
  const Drawing = folded ? ChevronRight : ChevronDown;
  return (
    <section aria-label={name} className="border-b border-line pb-2">
      <h3 className="sticky top-11 z-3 flex bg-paper py-1">
        <button
          type="button"
          className="sticky start-0 flex min-h-8 items-center gap-2 rounded-md px-1.5 text-start text-sm font-semibold hover:bg-hover pointer-coarse:min-h-11"
          aria-expanded={!folded}
          onClick={() => onFold(rowKey(project.id, row.id))}
        >
          <Drawing aria-hidden className="size-4 text-quiet rtl:-scale-x-100" />
          {group === "assignee" && row.id !== NOBODY ? <Avatar user={row.id} name={name} size="sm" /> : null}
          <span dir="auto">{name}</span>
          <span className="font-normal text-quiet tabular-nums">
            {count}
            <span className="unseen">{count === 1 ? " task" : " tasks"}</span>
          </span>
        </button>
      </h3>
      {folded ? null : (
        <div className="flex items-stretch gap-3">
          {columns.map(({ column, folded: narrow }) => (
            <RowCell
              key={column.id}
              row={row.id}
              name={name}
              column={column}
              lane={row.lanes.get(column.id) ?? NONE}
              above={above}
              narrow={narrow}
            />
          ))}
        </div>
      )}
    </section>
  );
}

interface RowCellProps {
  row: string;
  name: string;
  column: Column;
  lane: readonly Task[];
  above: Observed<number>;
  /** Its column is folded up. */
  narrow: boolean;
}

/** Where a row and a column meet. */
function RowCell({ row, name, column, lane, above, narrow }: RowCellProps) {
  const { drag, mayWrite } = useBoardPage();
  const stage = useStage();
  const whole = useRef<HTMLDivElement>(null);
  const near = useNear(stage.board, whole);
  const role = usePart(drag, (now) => roleOfLane(now, { row, columnId: column.id }));
  useLaneTarget(whole, { row, columnId: column.id });
  const label = `${column.name}, ${name}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a part of a row that has its name from two sides, not a set of fields
    <div
      ref={whole}
      role="group"
      aria-label={label}
      className={clsx(
        "flex shrink-0 flex-col rounded-xl border bg-sunk p-2",
        narrow ? "w-11 items-center" : "w-72 max-md:w-[min(20rem,84vw)]",
        role === "none" ? "border-transparent" : "border-accent",
      )}
      data-column={column.id}
      data-lane=""
      data-row={row}
    >
      {narrow ? (
        <span className="text-sm text-quiet tabular-nums">{lane.length}</span>
      ) : (
        <>
          <Lane
            row={row}
            column={column}
            lane={lane}
            whole={whole}
            label={label}
            near={near}
            scroller={stage.board}
            above={above}
          />
          {mayWrite ? <QuickAdd column={column} count={0} row={row} rowName={name} /> : null}
        </>
      )}
    </div>
  );
}
