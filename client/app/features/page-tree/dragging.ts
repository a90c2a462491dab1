import { type RefObject, useEffect, useState } from "react";
import { z } from "zod";
import { whenDragging } from "../dragging/dragging.ts";

const Dragged = z.object({ page: z.string() });

/** Where, over a page, another would be put. */
export type DropSide = "before" | "after" | "inside";

const SIDES = { "reorder-before": "before", "reorder-after": "after", combine: "inside" } as const;

interface DraggableRow {
  page: string;
  /** What stands under it is shown right below. */
  open: boolean;
  /** True when the page with this id may not be put here: this one stands under it. */
  isUnder: (page: string) => boolean;
  onDrop: (page: string, side: DropSide) => void;
}

/** Lets a row of the tree be dragged and dropped on; answers where over it a page is held now, and whether it is itself. */
export function useDraggableRow(
  row: RefObject<HTMLElement | null>,
  mayMove: boolean,
  { page, open, isUnder, onDrop }: DraggableRow,
): { over: DropSide | null; held: boolean } {
  const [over, setOver] = useState<DropSide | null>(null);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    const element = row.current;
    if (!element || !mayMove) return;
    return whenDragging(({ attachInstruction, combine, draggable, dropTargetForElements, extractInstruction }) => {
      const sideIn = (data: Record<string | symbol, unknown>) => {
        const instruction = extractInstruction(data);
        return instruction && !instruction.blocked ? SIDES[instruction.operation] : null;
      };
      return combine(
        draggable({
          element,
          getInitialData: () => ({ page }),
          onDragStart: () => setHeld(true),
          onDrop: () => setHeld(false),
        }),
        dropTargetForElements({
          element,
          canDrop: ({ source }) => {
            const dragged = Dragged.safeParse(source.data);
            return dragged.success && dragged.data.page !== page && !isUnder(dragged.data.page);
          },
          getData: ({ input }) =>
            attachInstruction(
              { page },
              {
                element,
                input,
                operations: {
                  "reorder-before": "available",
                  // Below an open page comes the first of those in it.
                  "reorder-after": open ? "not-available" : "available",
                  combine: "available",
                },
              },
            ),
          onDrag: ({ self }) => setOver(sideIn(self.data)),
          onDragLeave: () => setOver(null),
          onDrop: ({ self, source }) => {
            setOver(null);
            const side = sideIn(self.data);
            if (side) onDrop(Dragged.parse(source.data).page, side);
          },
        }),
      );
    });
  }, [row, mayMove, page, open, isUnder, onDrop]);
  return { over, held };
}
