import { clsx } from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useOpenBoard } from "../../board/open-board.tsx";
import { usePart } from "../../board/part.ts";
import { useSelection } from "../../selection/use-selection.tsx";
import { useBoardLook } from "../board-look.tsx";
import { SORT_DIRECTIONS, type Sort } from "../sorting.ts";
import { COLUMNS, ROOMY_ONLY, WIDE_ONLY } from "./layout.ts";
import { useListPage } from "./list-page.tsx";
import { tasksOfRows } from "./rows.ts";

const HEADS: readonly { name: string; sort?: Sort; className?: string }[] = [
  { name: "Key", sort: "createdAt" },
  { name: "Title", sort: "title" },
  { name: "Status" },
  { name: "Priority", sort: "priority" },
  { name: "Labels", className: ROOMY_ONLY },
  { name: "Who" },
  { name: "Due", sort: "dueDate" },
  { name: "Estimate", className: WIDE_ONLY },
  { name: "Changed", sort: "updatedAt", className: WIDE_ONLY },
];

/** What the columns of the list are; those that can be sorted by are buttons. Pressed again, one sorts by hand. */
export function ListHead() {
  const { look, change } = useBoardLook();
  return (
    <thead className="sticky block top-0 z-10 border-b border-line bg-paper text-xs text-quiet @max-2xl:unseen">
      <tr aria-rowindex={1} className={clsx(COLUMNS, "min-h-8")}>
        <td className="grid place-content-center">
          <PickAll />
        </td>
        {HEADS.map(({ name, sort, className }) => {
          const sorted = sort !== undefined && look.sort === sort;
          const Arrow = sort && SORT_DIRECTIONS[sort] === "descending" ? ArrowDown : ArrowUp;
          return (
            <th
              key={name}
              scope="col"
              aria-sort={sort && (sorted ? SORT_DIRECTIONS[sort] : "none")}
              className={clsx("min-w-0 truncate text-start font-medium", className)}
            >
              {sort ? (
                <button
                  type="button"
                  onClick={() => change({ sort: sorted ? "order" : sort })}
                  className={clsx(
                    "inline-flex min-h-7 items-center gap-1 hover:text-ink [&_svg]:size-3",
                    sorted && "font-semibold text-ink",
                  )}
                >
                  {name}
                  {sorted ? <Arrow aria-hidden /> : null}
                </button>
              ) : (
                name
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

function PickAll() {
  const { state } = useOpenBoard();
  const { rows } = useListPage();
  const selection = useSelection();
  const picked = usePart(selection, ({ size }) => size);
  const shown = tasksOfRows(rows);
  const all = picked > 0 && shown.every((id) => selection.has(id));
  return (
    <input
      type="checkbox"
      aria-label="Pick all tasks"
      disabled={state.tasks.size === 0}
      className="size-4 accent-accent"
      checked={all}
      ref={(box) => {
        if (box) box.indeterminate = picked > 0 && !all;
      }}
      onChange={() => (all ? selection.clear() : selection.all(shown))}
    />
  );
}
