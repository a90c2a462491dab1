import { type ReactNode, useId } from "react";
import { useAnnounce } from "../../design/announcer.tsx";
import { SortableRow } from "../../design/sortable-row.tsx";

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
  const list = useId();
  const announce = useAnnounce();
  const step = (item: Each, at: number, by: -1 | 1) => {
    const neighbour = items[at + by];
    if (!neighbour || !onMove) return;
    onMove(item.id, by < 0 ? { before: neighbour.id } : { after: neighbour.id });
    announce(`${item.name}, now ${at + 1 + by} of ${items.length}`);
  };
  return (
    <ul aria-label={label} className="grid divide-y divide-line rounded-lg border border-line bg-raised">
      {items.map((item, at) => (
        <SortableRow
          key={item.id}
          list={list}
          id={item.id}
          name={item.name}
          onPlace={
            onMove ? (row, edge) => onMove(row, edge === "above" ? { before: item.id } : { after: item.id }) : null
          }
          onStep={(by) => step(item, at, by)}
          className="min-h-11 gap-2 px-2 py-1 max-md:flex-wrap"
        >
          {children(item)}
        </SortableRow>
      ))}
    </ul>
  );
}
