import type { Column } from "../../../../durable-objects/workspace/board/protocol.ts";
import { BoardColumn } from "./board-column.tsx";
import { useBoardPage } from "./board-page.tsx";
import { useFolded } from "./collapsed.ts";
import { NewColumn } from "./new-column.tsx";
import type { Grid } from "./rows.ts";

export interface LaidProps {
  columns: readonly Column[];
  grid: Grid;
  /** By column: how many tasks it has, shown or not. */
  counts: ReadonlyMap<string, number>;
  /** The project has no task at all. */
  empty: boolean;
}

const NONE: readonly never[] = [];

/** The columns of a board, each scrolled by itself. */
export function BoardColumns({ columns, grid, counts, empty }: LaidProps) {
  const { mayWrite } = useBoardPage();
  const { isFolded, toggle } = useFolded();
  return (
    <div className="flex h-full items-start gap-3">
      {columns.map((column, at) => (
        <BoardColumn
          key={column.id}
          column={column}
          lane={grid[0]?.lanes.get(column.id) ?? NONE}
          count={counts.get(column.id) ?? 0}
          folded={isFolded(column.id)}
          onFold={toggle}
          inviting={empty && at === 0}
        />
      ))}
      {mayWrite ? <NewColumn /> : null}
    </div>
  );
}
