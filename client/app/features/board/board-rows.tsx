import { useLayoutEffect, useRef, useState } from "react";
import { Cell } from "../../../sdk/observed.ts";
import type { LaidProps } from "./board-columns.tsx";
import { useBoardPage } from "./board-page.tsx";
import { BoardRow } from "./board-row.tsx";
import { rowKey, useFolded } from "./collapsed.ts";
import { ColumnHead } from "./column-head.tsx";
import { NewColumn } from "./new-column.tsx";

/** The board in rows across its columns, all scrolled as one; the heads of columns and rows stay in sight. */
export function BoardRows({ columns, grid, counts }: LaidProps) {
  const { project, mayWrite } = useBoardPage();
  const { isFolded, toggle } = useFolded();
  const rows = useRef<HTMLDivElement>(null);
  // Moves on whenever rows are of another height: those below them begin elsewhere.
  const [above] = useState(() => new Cell(0));
  useLayoutEffect(() => {
    if (!rows.current) return;
    const observer = new ResizeObserver(() => above.set(above.value + 1));
    observer.observe(rows.current);
    return () => observer.disconnect();
  }, [above]);
  const shown = columns.map((column) => ({ column, folded: isFolded(column.id) }));
  return (
    <div className="w-max min-w-full">
      <div className="sticky top-0 z-4 flex gap-3 border-b border-line bg-paper pt-1">
        {shown.map(({ column, folded }) => (
          <div key={column.id} className={folded ? "w-11 shrink-0" : "w-72 shrink-0 max-md:w-[min(20rem,84vw)]"}>
            <ColumnHead
              column={column}
              count={counts.get(column.id) ?? 0}
              onFold={toggle}
              {...(folded ? { folded } : {})}
            />
          </div>
        ))}
        {mayWrite ? <NewColumn /> : null}
      </div>
      <div ref={rows}>
        {grid.map((row) => (
          <BoardRow
            key={row.id}
            row={row}
            columns={shown}
            above={above}
            folded={isFolded(rowKey(project.id, row.id))}
            onFold={toggle}
          />
        ))}
      </div>
    </div>
  );
}
