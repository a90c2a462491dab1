import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter";
import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import { clsx } from "clsx";
import { GripVertical } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { iconButtonClass } from "./icon-button.tsx";

/** Where beside a row another is let go. */
export type Edge = "above" | "below";

interface SortableRowProps {
  /** Which list it belongs to: rows go to places of their own list alone. */
  list: string;
  id: string;
  /** What it is called, for its handle. */
  name: string;
  /** Puts a row of the list beside this one. Null where nothing can be sorted. */
  onPlace: ((row: string, edge: Edge) => void) | null;
  /** One place up or down, by the arrow keys on its handle. */
  onStep: (by: -1 | 1) => void;
  /** Whether its handle is always in sight, or only while one is near; under a finger it always is. */
  handle?: "shown" | "near" | undefined;
  className?: string | undefined;
  children: ReactNode;
}

/** A row that is put elsewhere in its list: dragged by its handle, or by the arrow keys on it. */
export function SortableRow({
  list,
  id,
  name,
  onPlace,
  onStep,
  handle: sight = "shown",
  className,
  children,
}: SortableRowProps) {
  const row = useRef<HTMLLIElement>(null);
  const handle = useRef<HTMLButtonElement>(null);
  const [edge, setEdge] = useState<Edge | null>(null);
  const [isDragged, setDragged] = useState(false);
  const placing = useRef(onPlace);
  useEffect(() => {
    placing.current = onPlace;
  }, [onPlace]);
  const isSortable = onPlace !== null;
  useEffect(() => {
    const [element, dragHandle] = [row.current, handle.current];
    if (!isSortable || !element || !dragHandle) return;
    const edgeAt = (clientY: number): Edge => {
      const { top, height } = element.getBoundingClientRect();
      return clientY < top + height / 2 ? "above" : "below";
    };
    return combine(
      draggable({
        element,
        dragHandle,
        getInitialData: () => ({ list, row: id }),
        onDragStart: () => setDragged(true),
        onDrop: () => setDragged(false),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => source.data.list === list && source.data.row !== id,
        onDrag: ({ location }) => setEdge(edgeAt(location.current.input.clientY)),
        onDragLeave: () => setEdge(null),
        onDrop: ({ source, location }) => {
          setEdge(null);
          const dragged = source.data.row;
          if (typeof dragged === "string") placing.current?.(dragged, edgeAt(location.current.input.clientY));
        },
      }),
    );
  }, [isSortable, list, id]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    onStep(event.key === "ArrowUp" ? -1 : 1);
  };
  return (
    <li
      ref={row}
      className={clsx(
        "group relative flex items-center",
        isDragged && "opacity-40",
        edge === "above" && "shadow-[0_-2px_0_var(--color-accent)]",
        edge === "below" && "shadow-[0_2px_0_var(--color-accent)]",
        className,
      )}
    >
      {isSortable ? (
        <button
          ref={handle}
          type="button"
          className={clsx(
            iconButtonClass({ size: "sm" }),
            "cursor-grab",
            sight === "near" &&
              "opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100",
          )}
          aria-label={`Move ${name}: arrow up or down`}
          onKeyDown={onKeyDown}
        >
          <GripVertical aria-hidden />
        </button>
      ) : null}
      {children}
    </li>
  );
}
