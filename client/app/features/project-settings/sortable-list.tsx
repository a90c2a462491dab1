import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter";
import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import { clsx } from "clsx";
import { GripVertical } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useAnnounce } from "../../design/announcer.tsx";
import { iconButtonClass } from "../../design/icon-button.tsx";

interface Item {
  id: string;
  name: string;
}

type Spot = { before: string } | { after: string };

interface SortableListProps<Each extends Item> {
  label: string;
  items: readonly Each[];
  /** Puts one right before or right behind another. Absent where nothing may be moved. */
  onMove?: ((id: string, to: Spot) => void) | undefined;
  children: (item: Each) => ReactNode;
}

/** A list whose order is the users': by dragging a row's handle, or with the arrow keys on it. */
export function SortableList<Each extends Item>({ label, items, onMove, children }: SortableListProps<Each>) {
  return (
    <ul aria-label={label} className="grid divide-y divide-line rounded-lg border border-line bg-raised">
      {items.map((item, at) => (
        <SortableRow key={item.id} item={item} at={at} items={items} onMove={onMove}>
          {children(item)}
        </SortableRow>
      ))}
    </ul>
  );
}

function SortableRow<Each extends Item>({
  item,
  at,
  items,
  onMove,
  children,
}: Pick<SortableListProps<Each>, "items" | "onMove"> & { item: Each; at: number; children: ReactNode }) {
  const row = useRef<HTMLLIElement>(null);
  const handle = useRef<HTMLButtonElement>(null);
  const [edge, setEdge] = useState<"top" | "bottom" | null>(null);
  const announce = useAnnounce();
  useEffect(() => {
    const [element, dragHandle] = [row.current, handle.current];
    if (!element || !dragHandle || !onMove) return;
    const edgeAt = (y: number) => {
      const box = element.getBoundingClientRect();
      return y < box.top + box.height / 2 ? "top" : "bottom";
    };
    return combine(
      draggable({ element, dragHandle, getInitialData: () => ({ sorted: item.id }) }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => typeof source.data.sorted === "string" && source.data.sorted !== item.id,
        onDrag: ({ location }) => setEdge(edgeAt(location.current.input.clientY)),
        onDragLeave: () => setEdge(null),
        onDrop: ({ source, location }) => {
          setEdge(null);
          const { sorted } = source.data;
          if (typeof sorted !== "string") return;
          onMove(sorted, edgeAt(location.current.input.clientY) === "top" ? { before: item.id } : { after: item.id });
        },
      }),
    );
  }, [item.id, onMove]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    const neighbour = items[at + step];
    if (step === 0 || !neighbour || !onMove) return;
    event.preventDefault();
    onMove(item.id, step < 0 ? { before: neighbour.id } : { after: neighbour.id });
    announce(`${item.name}, now ${at + 1 + step} of ${items.length}`);
  };
  return (
    <li
      ref={row}
      className={clsx(
        "flex min-h-11 items-center gap-2 px-2 py-1 max-md:flex-wrap",
        edge === "top" && "shadow-[0_-2px_0_var(--color-accent)]",
        edge === "bottom" && "shadow-[0_2px_0_var(--color-accent)]",
      )}
    >
      {onMove ? (
        <button
          ref={handle}
          type="button"
          aria-label={`Move ${item.name}: arrow up or down`}
          className={clsx(iconButtonClass({ size: "sm" }), "cursor-grab")}
          onKeyDown={onKeyDown}
        >
          <GripVertical aria-hidden />
        </button>
      ) : null}
      {children}
    </li>
  );
}
