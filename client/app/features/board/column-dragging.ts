import { z } from "zod";
import type { BoardAction } from "../../../../durable-objects/workspace/board/protocol.ts";
import { whenDragging } from "../dragging/dragging.ts";

const Dragged = z.object({ column: z.string() });
const Over = z.object({ beside: z.string(), side: z.enum(["before", "after"]) });

/** Lets columns be put elsewhere in their row by their heads. Answers the function that stops it. */
export function reorderColumns(board: HTMLElement, act: (action: BoardAction) => void): () => void {
  const unmark = () => {
    for (const marked of board.querySelectorAll("[data-column-drop]")) marked.removeAttribute("data-column-drop");
  };
  const mark = (over: z.infer<typeof Over> | undefined) => {
    unmark();
    if (!over) return;
    for (const head of columnsOf(board)) if (idOf(head) === over.beside) head.dataset.columnDrop = over.side;
  };
  return whenDragging(({ combine, dropTargetForElements, monitorForElements }) =>
    combine(
      dropTargetForElements({
        element: board,
        canDrop: ({ source }) => Dragged.safeParse(source.data).success,
        getData: ({ input }) => ({ ...besideAt(board, input.clientX) }),
      }),
      monitorForElements({
        canMonitor: ({ source }) => Dragged.safeParse(source.data).success,
        onDrag: ({ location }) => mark(Over.safeParse(location.current.dropTargets[0]?.data).data),
        onDrop: ({ source, location }) => {
          unmark();
          const over = Over.safeParse(location.current.dropTargets[0]?.data).data;
          const { column } = Dragged.parse(source.data);
          if (over && over.beside !== column) act({ type: "column.move", part: column, [over.side]: over.beside });
        },
      }),
    ),
  );
}

/** The columns as they stand, or where they are grouped, their heads. */
function columnsOf(board: HTMLElement): HTMLElement[] {
  const columns = board.querySelectorAll<HTMLElement>("section[data-column]");
  return [...(columns.length > 0 ? columns : board.querySelectorAll<HTMLElement>("[data-column-head]"))];
}

function idOf({ dataset }: HTMLElement): string {
  return dataset.column ?? dataset.columnHead ?? "";
}

/** The column nearest to a point, and on which side of it that is. */
function besideAt(board: HTMLElement, x: number): z.infer<typeof Over> | null {
  const boxes = columnsOf(board).map((column) => ({ id: idOf(column), box: column.getBoundingClientRect() }));
  const off = ({ box }: (typeof boxes)[number]) => Math.abs((box.left + box.right) / 2 - x);
  const nearest = boxes.toSorted((a, b) => off(a) - off(b))[0];
  if (!nearest) return null;
  const behind = x > (nearest.box.left + nearest.box.right) / 2;
  const mirrored = getComputedStyle(board).direction === "rtl";
  return { beside: nearest.id, side: behind === mirrored ? "before" : "after" };
}
