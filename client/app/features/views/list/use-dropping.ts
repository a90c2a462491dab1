import { dropTargetForElements, monitorForElements } from "@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter";
import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import { autoScrollForElements } from "@atlaskit/pragmatic-drag-and-drop-auto-scroll/element";
import { extractClosestEdge } from "@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge";
import { type RefObject, useEffect, useRef } from "react";
import { z } from "zod";
import { useAnnounce } from "../../../design/announcer.tsx";
import { useBoardPage } from "../../board/board-page.tsx";
import { useSelection } from "../../selection/use-selection.tsx";
import { useBoardLook } from "../board-look.tsx";
import { dropOf } from "./drop.ts";
import type { DropMark, DropMarks } from "./drop-marks.ts";
import { type ListRow, tasksOfRows } from "./rows.ts";

interface Dropping {
  scroller: RefObject<HTMLElement | null>;
  rows: readonly ListRow[];
  marks: DropMarks;
}

/** What a row says of itself while it is carried, or something is carried over it. */
const Carried = z.object({ list: z.literal(true), task: z.string(), row: z.string(), group: z.string() });

/** Lets rows be carried to another place or another group by the pointer; with one that is picked go all that are. */
export function useDropping({ scroller, rows, marks }: Dropping): void {
  const { act, mayWrite } = useBoardPage();
  const { look } = useBoardLook();
  const selection = useSelection();
  const announce = useAnnounce();
  const sight = useRef({ rows, act, look });
  sight.current = { rows, act, look };
  useEffect(() => {
    const list = scroller.current;
    if (!list || !mayWrite) return;
    return combine(
      autoScrollForElements({ element: list }),
      // The heads of groups come and go as one scrolls; what is over one is asked of the page itself.
      dropTargetForElements({ element: list, getData: ({ input }) => headUnder(input) }),
      monitorForElements({
        canMonitor: ({ source }) => Carried.safeParse(source.data).success,
        onDrag: ({ location }) => marks.set(sameMark(marks.value, markOf(location.current.dropTargets))),
        onDrop: ({ source, location }) => {
          marks.set(null);
          const carried = Carried.parse(source.data);
          const mark = markOf(location.current.dropTargets);
          const { rows, act, look } = sight.current;
          const group = rows.find((row) => row.group.id === mark?.group)?.group;
          if (!mark || !group) return;
          const order = tasksOfRows(rows);
          const tasks = selection.has(carried.task) ? order.filter((id) => selection.has(id)) : [carried.task];
          const target = rows.find((row) => row.kind === "task" && row.id === mark.row);
          const beside = target?.kind === "task" && mark.edge ? { task: target.task.id, edge: mark.edge } : null;
          const layout = { groupBy: look.group, sorted: look.sort !== "order" };
          const action = dropOf({ tasks, from: carried.group }, { group, beside }, layout);
          if (!action) return;
          act(action);
          announce(`Put into ${group.name}.`);
        },
      }),
    );
  }, [scroller, marks, mayWrite, selection, announce]);
}

function markOf(targets: readonly { data: Record<string | symbol, unknown> }[]): DropMark | null {
  for (const { data } of targets) {
    const row = Carried.safeParse(data).data;
    const edge = extractClosestEdge(data);
    if (row) return { group: row.group, row: row.row, edge: edge === "bottom" ? "bottom" : "top" };
    if (typeof data.head === "string") return { group: data.head, row: null, edge: null };
  }
  return null;
}

function headUnder({ clientX, clientY }: { clientX: number; clientY: number }): { head?: string } {
  const head = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>("[data-group]")?.dataset.group;
  return head === undefined ? {} : { head };
}

/** The mark before when it says the same, so that nobody is told. */
function sameMark(before: DropMark | null, now: DropMark | null): DropMark | null {
  return before?.row === now?.row && before?.group === now?.group && before?.edge === now?.edge ? before : now;
}
