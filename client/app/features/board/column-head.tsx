import type { Column } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useBoardPage } from "./board-page.tsx";
import { ColumnMenu } from "./column-menu.tsx";

/** A column's name, how full it is, and what can be done with it. */
export function ColumnHead({ column, count }: { column: Column; count: number }) {
  const { mayWrite } = useBoardPage();
  const over = column.wipLimit !== null && count > column.wipLimit;
  const full = column.wipLimit !== null && count === column.wipLimit;
  const limit = column.wipLimit === null ? "" : ` of ${column.wipLimit}`;
  return (
    <header className="column-head">
      <span className="dot" style={{ background: column.colour }} />
      <h2 id={`c-${column.id}`} className="column-name" dir="auto">
        {column.name}
      </h2>
      <span className={over ? "column-count column-over" : full ? "column-count column-full" : "column-count"}>
        {count}
        {limit}
        <span className="unseen"> {over ? "tasks, over its limit" : full ? "tasks, full" : "tasks"}</span>
      </span>
      {mayWrite ? <ColumnMenu column={column} count={count} /> : null}
    </header>
  );
}
