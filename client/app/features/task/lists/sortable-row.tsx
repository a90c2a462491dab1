import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter";
import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import { clsx } from "clsx";
import { GripVertical } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";

type Edge = "above" | "below";

interface SortableRowProps {
  /** Which list it belongs to: rows go to places of their own list alone. */
  list: string;
  id: string;
  /** What it is called, for its handle. */
  name: string;
  /** Puts a row of the list beside this one. Null where nothing can be sorted. */
  onPlace: ((row: string, edge: Edge) => void) | null;
  /** One place up or down, by the keys of its handle. */
  onStep: (by: -1 | 1) => void;
  children: ReactNode;
}

/** A row that is put elsewhere in its list: dragged by its handle, or by the arrow keys on it. */
export function SortableRow({ list, id, name, onPlace, onStep, children }: SortableRowProps) {
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
        "group relative flex min-h-9 items-center gap-1.5 rounded-md pe-1 text-sm hover:bg-hover pointer-coarse:min-h-11",
        isDragged && "opacity-40",
        edge === "above" && "shadow-[0_-2px_0_var(--color-accent)]",
        edge === "below" && "shadow-[0_2px_0_var(--color-accent)]",
      )}
    >
      {isSortable ? (
        <button
          ref={handle}
          type="button"
          className="grid size-6 shrink-0 cursor-grab place-content-center rounded-sm text-quiet opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100"
          aria-label={`Put “${name}” elsewhere: arrow up or down`}
          onKeyDown={onKeyDown}
        >
          <GripVertical className="size-4" aria-hidden />
        </button>
      ) : (
        <span className="w-1.5" />
      )}
      {children}
    </li>
  );
}
