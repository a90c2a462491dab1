import { type RefObject, useEffect, useState } from "react";
import { whenDragging } from "../dragging/dragging.ts";

/** Right before or right behind another. */
export type Spot = { before: string } | { after: string };

/**
 * Lets a row be dragged among its like, and says at which of its edges one that is dragged over it would come to stand.
 * `onMove` is null where nothing may be moved.
 */
export function useSorting(
  row: RefObject<HTMLElement | null>,
  id: string,
  onMove: ((id: string, to: Spot) => void) | null,
): "before" | "after" | null {
  const [edge, setEdge] = useState<"before" | "after" | null>(null);
  useEffect(() => {
    const element = row.current;
    if (!element || !onMove) return;
    const edgeAt = (y: number) => {
      const { top, height } = element.getBoundingClientRect();
      return y < top + height / 2 ? "before" : "after";
    };
    return whenDragging(({ combine, draggable, dropTargetForElements }) =>
      combine(
        draggable({ element, getInitialData: () => ({ sidebarProject: id }) }),
        dropTargetForElements({
          element,
          canDrop: ({ source }) => typeof source.data.sidebarProject === "string" && source.data.sidebarProject !== id,
          onDrag: ({ location }) => setEdge(edgeAt(location.current.input.clientY)),
          onDragLeave: () => setEdge(null),
          onDrop: ({ source, location }) => {
            setEdge(null);
            const { sidebarProject: moved } = source.data;
            if (typeof moved !== "string") return;
            onMove(moved, edgeAt(location.current.input.clientY) === "before" ? { before: id } : { after: id });
          },
        }),
      ),
    );
  }, [row, id, onMove]);
  return edge;
}
