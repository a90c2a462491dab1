import { clsx } from "clsx";
import type { Column } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useBoardPage } from "./board-page.tsx";
import type { roleOfLane } from "./drag.ts";
import { usePart } from "./part.ts";

const EMPTY: Record<Column["kind"], string> = {
  backlog: "Ideas for later go here.",
  todo: "What is planned goes here.",
  doing: "What is being worked on goes here.",
  review: "What waits for a look goes here.",
  done: "What is finished goes here.",
  cancelled: "What was given up goes here.",
};

interface LaneEndProps {
  column: Column;
  role: ReturnType<typeof roleOfLane>;
  empty: boolean;
}

/** Behind the last card: where one would be put at the end, and who is writing the next. */
export function LaneEnd({ column, role, empty }: LaneEndProps) {
  const { marks } = useBoardPage();
  const writers = usePart(marks, (now) => now.writers.get(column.id) ?? null);
  return (
    <div
      data-lane-end
      className={clsx("relative", empty ? "min-h-9" : "min-h-1")}
      data-drop={role === "end" ? "here" : undefined}
    >
      {empty && role === "none" ? (
        <p className="px-2 py-2 text-sm text-quiet" dir="auto">
          {EMPTY[column.kind]}
        </p>
      ) : null}
      {writers ? (
        <p className="px-2 pb-1 text-sm text-quiet">{writers.map(({ name }) => name).join(", ")} writes here…</p>
      ) : null}
    </div>
  );
}
