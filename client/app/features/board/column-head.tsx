import { clsx } from "clsx";
import { ChevronsLeftRight, TriangleAlert } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { Column } from "../../../../durable-objects/workspace/board/protocol.ts";
import { Dot } from "../../design/chip.tsx";
import { focusOnce } from "../../design/focus.ts";
import { IconButton } from "../../design/icon-button.tsx";
import { Tooltip } from "../../design/tooltip.tsx";
import { whenDragging } from "../dragging/dragging.ts";
import { useBoardPage } from "./board-page.tsx";
import { ColumnMenu } from "./column-menu.tsx";

interface ColumnHeadProps {
  column: Column;
  count: number;
  onFold: (column: string) => void;
  /** Only its drawing is shown. */
  folded?: true;
}

/** A column's name, how full it is, and what can be done with it. */
export function ColumnHead({ column, count, onFold, folded }: ColumnHeadProps) {
  const { mayWrite } = useBoardPage();
  const head = useRef<HTMLElement>(null);
  const [renaming, setRenaming] = useState(false);
  useEffect(() => {
    const element = head.current;
    if (!element || !mayWrite || renaming) return;
    return whenDragging(({ draggable }) => draggable({ element, getInitialData: () => ({ column: column.id }) }));
  }, [column.id, mayWrite, renaming]);
  if (folded) {
    return (
      <IconButton
        icon={ChevronsLeftRight}
        label={`Unfold ${column.name}, ${count === 1 ? "1 task" : `${count} tasks`}`}
        onClick={() => onFold(column.id)}
      />
    );
  }
  return (
    <header
      ref={head}
      className="flex min-h-10 items-center gap-2 ps-3 pe-1 pt-1 compact:min-h-9 compact:pt-0"
      data-column-head={column.id}
    >
      <Dot colour={column.colour} />
      {renaming ? (
        <ColumnName column={column} onDone={() => setRenaming(false)} />
      ) : (
        <h2
          id={`c-${column.id}`}
          className="min-w-0 truncate text-sm font-semibold"
          dir="auto"
          title={column.name}
          onDoubleClick={mayWrite ? () => setRenaming(true) : undefined}
        >
          {column.name}
        </h2>
      )}
      <Fullness column={column} count={count} />
      <span className="flex-1" />
      {mayWrite ? (
        <ColumnMenu column={column} count={count} onFold={onFold} onRename={() => setRenaming(true)} />
      ) : null}
    </header>
  );
}

/** How many tasks a column has, and how that is beside its limit. */
function Fullness({ column: { wipLimit }, count }: Pick<ColumnHeadProps, "column" | "count">) {
  const over = wipLimit !== null && count > wipLimit;
  const full = wipLimit !== null && count === wipLimit;
  const number = (
    <span
      className={clsx(
        "inline-flex shrink-0 items-center gap-1 rounded-full px-1.5 text-xs leading-5 tabular-nums [&_svg]:size-3.5",
        over ? "bg-danger-soft font-semibold text-danger" : full ? "bg-warn-soft font-medium text-warn" : "text-quiet",
      )}
    >
      {over ? <TriangleAlert aria-hidden /> : null}
      {wipLimit === null ? count : `${count} of ${wipLimit}`}
      <span className="unseen"> {over ? "tasks, over its limit" : full ? "tasks, full" : "tasks"}</span>
    </span>
  );
  if (!over) return number;
  return <Tooltip label={`${count - wipLimit} more than its limit of ${wipLimit}`}>{number}</Tooltip>;
}

/** Where a column is renamed in its place. */
function ColumnName({ column, onDone }: { column: Column; onDone: () => void }) {
  const { act } = useBoardPage();
  const save = (words: string) => {
    const name = words.trim();
    if (name !== "" && name !== column.name) act({ type: "column.update", part: column.id, set: { name } });
    onDone();
  };
  return (
    <input
      ref={focusOnce}
      className="min-h-7 min-w-0 flex-1 rounded-md border border-line-strong bg-paper px-1.5 text-sm font-semibold"
      aria-label={`Name of the column ${column.name}`}
      dir="auto"
      maxLength={100}
      defaultValue={column.name}
      onFocus={({ currentTarget }) => currentTarget.select()}
      onBlur={({ currentTarget }) => save(currentTarget.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Enter") save(event.currentTarget.value);
        if (event.key === "Escape") onDone();
      }}
    />
  );
}
