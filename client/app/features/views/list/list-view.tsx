import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useMemo, useRef, useState } from "react";
import { Cell } from "../../../../sdk/observed.ts";
import { useBoardPage } from "../../board/board-page.tsx";
import { useOpenBoard } from "../../board/open-board.tsx";
import { useBoardLook } from "../board-look.tsx";
import { groupsOf } from "../groups.ts";
import { CellEditor } from "./cell-editor.tsx";
import type { DropMark } from "./drop-marks.ts";
import { GroupRow } from "./group-row.tsx";
import { LIST } from "./layout.ts";
import { ListHead } from "./list-head.tsx";
import { ListContext, type ListPage } from "./list-page.tsx";
import { NewTaskRow } from "./new-task-row.tsx";
import { type ListRow, rowsOf } from "./rows.ts";
import { TaskRow } from "./task-row.tsx";
import { useDropping } from "./use-dropping.ts";
import { useListKeys } from "./use-list-keys.ts";

/** Rows drawn beyond what is to be seen, either way. */
const BEYOND = 12;
/** What a row is taken to be high before it was measured. */
const ROW_HEIGHT = 40;

/** The row that Tab comes to, and where it was when that was said. */
interface ActiveRow {
  id: string;
  at: number;
}

/** Rows come and go above it, by other hands too; one that is gone leaves its place to the one that is there now. */
function indexOfActive(rows: readonly ListRow[], { id, at }: ActiveRow): number {
  const found = rows.findIndex((row) => row.id === id);
  return found < 0 ? Math.min(at, rows.length - 1) : found;
}

/** The tasks as a table: in groups, sorted, each field to be changed where it stands. Only the rows in sight are drawn. */
export function ListView() {
  const { state } = useOpenBoard();
  const { people, mayWrite } = useBoardPage();
  const { look, filter, columns } = useBoardLook();
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [editing, setEditing] = useState<ListPage["editing"]>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const { group, sort } = look;
  const groups = useMemo(
    () => groupsOf({ group, sort }, { tasks: state.tasks, columns, people, filter }),
    [group, sort, state.tasks, columns, people, filter],
  );
  const rows = useMemo(() => {
    const empty = filter === null ? "shown" : "left out";
    return rowsOf(groups, { closed, adding: mayWrite ? "offered" : "not offered", empty });
  }, [groups, closed, mayWrite, filter]);
  const [active, setActive] = useState<ActiveRow>({ id: "", at: 0 });
  const activeAt = indexOfActive(rows, active);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: BEYOND,
    getItemKey: useCallback((at: number) => rows[at]?.id ?? at, [rows]),
    // What has the focus stays, or the focus would be lost with it.
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const from = Math.max(0, startIndex - overscan);
      const to = Math.min(count - 1, endIndex + overscan);
      const seen = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
      return activeAt < 0 || (activeAt >= from && activeAt <= to) ? seen : [...seen, activeAt].sort((a, b) => a - b);
    },
  });
  const [marks] = useState(() => new Cell<DropMark | null>(null));
  useDropping({ scroller, rows, marks });
  const scrollTo = (at: number) => virtualizer.scrollToIndex(at);
  const activate = useCallback((id: string, at: number) => setActive({ id, at }), []);
  useListKeys({ scroller, rows, active: activeAt, activate, scrollTo, setEditing });
  const page = useMemo<ListPage>(
    () => ({
      editing,
      edit: setEditing,
      rows,
      marks,
      toggle: (id) =>
        setClosed((before) => {
          const after = new Set(before);
          if (!after.delete(id)) after.add(id);
          return after;
        }),
    }),
    [editing, rows, marks],
  );
  return (
    <ListContext value={page}>
      <div ref={scroller} className={LIST}>
        <table aria-label="Tasks" aria-rowcount={rows.length + 1} className="block w-full text-start">
          <ListHead />
          <tbody className="relative block" style={{ height: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map(({ key, index, start }) => {
              const row = rows[index];
              if (!row) return null;
              const active = index === activeAt;
              const place = { id: row.id, index, start, measure: virtualizer.measureElement, onFocus: activate };
              if (row.kind === "group") return <GroupRow key={key} place={place} row={row} active={active} />;
              if (row.kind === "add") return <NewTaskRow key={key} place={place} group={row.group} active={active} />;
              return <TaskRow key={key} place={place} task={row.task} group={row.group} active={active} />;
            })}
          </tbody>
        </table>
      </div>
      {editing ? (
        <CellEditor key={`${editing.task} ${editing.field}`} {...editing} onClose={() => setEditing(null)} />
      ) : null}
    </ListContext>
  );
}
