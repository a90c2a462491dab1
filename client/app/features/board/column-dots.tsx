import { clsx } from "clsx";
import { useEffect, useState } from "react";
import type { Column } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useStage } from "./stage.tsx";

/** On a phone, where one column fills the screen: which one that is, and the way to the others. */
export function ColumnDots({ columns }: { columns: readonly Column[] }) {
  const stage = useStage();
  const [seen, setSeen] = useState<string | null>(null);
  useEffect(() => {
    const board = stage.board.current;
    if (!board || columns.length < 2) return;
    const look = () => setSeen(columnInSight(board));
    look();
    board.addEventListener("scroll", look, { passive: true });
    return () => board.removeEventListener("scroll", look);
  }, [stage, columns]);
  if (columns.length < 2) return null;
  const show = (id: string) => {
    const column = stage.board.current?.querySelector(`[data-column="${CSS.escape(id)}"]`);
    column?.scrollIntoView({ block: "nearest", inline: "start", behavior: "smooth" });
  };
  const current = columns.find(({ id }) => id === seen) ?? columns[0];
  return (
    <nav aria-label="Columns" className="flex items-center gap-1 border-t border-line px-3 py-1 md:hidden">
      <span className="min-w-0 flex-1 truncate text-sm text-quiet" dir="auto">
        {current?.name}
      </span>
      <span className="flex max-w-[70%] overflow-x-auto">
        {columns.map((column) => (
          <button
            key={column.id}
            type="button"
            className="grid h-10 w-7 shrink-0 place-content-center pointer-coarse:w-10"
            aria-label={`Show ${column.name}`}
            aria-current={column.id === current?.id ? "true" : undefined}
            onClick={() => show(column.id)}
          >
            <span
              className={clsx(
                "block size-2 rounded-full transition-colors duration-quick",
                column.id === current?.id ? "bg-accent" : "bg-line-strong",
              )}
            />
          </button>
        ))}
      </span>
    </nav>
  );
}

/** The column of which most is seen. */
function columnInSight(board: HTMLElement): string | null {
  const frame = board.getBoundingClientRect();
  let most = { id: null as string | null, width: 0 };
  for (const column of board.querySelectorAll<HTMLElement>("[data-column]")) {
    const box = column.getBoundingClientRect();
    const width = Math.min(box.right, frame.right) - Math.max(box.left, frame.left);
    if (width > most.width) most = { id: column.dataset.column ?? null, width };
  }
  return most.id;
}
