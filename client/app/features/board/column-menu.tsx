import {
  Archive,
  ArrowLeft,
  ArrowRight,
  ChevronsRightLeft,
  Eye,
  EyeOff,
  MoreHorizontal,
  Pencil,
  SlidersHorizontal,
  Trash2,
} from "lucide-react";
import { Suspense, useState } from "react";
import type { Column } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useAnnounce } from "../../design/announcer.tsx";
import { IconButton } from "../../design/icon-button.tsx";
import { Menu, MenuItem, MenuLine } from "../../design/menu.tsx";
import { useBoardPage } from "./board-page.tsx";
import { ColumnSettings, DeleteColumn } from "./later.ts";

interface ColumnMenuProps {
  column: Column;
  count: number;
  onFold: (column: string) => void;
  onRename: () => void;
}

/** What can be done with a column. */
export function ColumnMenu({ column, count, onFold, onRename }: ColumnMenuProps) {
  const { columns, act } = useBoardPage();
  const announce = useAnnounce();
  const [open, setOpen] = useState<"settings" | "deletion" | null>(null);
  const row = [...columns.values()];
  const at = row.findIndex(({ id }) => id === column.id);
  const [previous, next] = [row[at - 1], row[at + 1]];
  const move = (place: { before: string } | { after: string }, beside: string) => {
    act({ type: "column.move", part: column.id, ...place });
    announce(`${column.name} is now ${"before" in place ? "before" : "after"} ${beside}.`);
  };
  return (
    <>
      <Menu
        label={`Column ${column.name}`}
        align="end"
        trigger={<IconButton icon={MoreHorizontal} label={`Column ${column.name}`} size="sm" />}
      >
        <MenuItem icon={Pencil} onSelect={() => requestAnimationFrame(onRename)}>
          Rename
        </MenuItem>
        <MenuItem icon={SlidersHorizontal} onSelect={() => setOpen("settings")}>
          Kind, colour and limit…
        </MenuItem>
        <MenuLine />
        <MenuItem
          icon={ArrowLeft}
          disabled={!previous}
          onSelect={() => previous && move({ before: previous.id }, previous.name)}
        >
          Move left
        </MenuItem>
        <MenuItem icon={ArrowRight} disabled={!next} onSelect={() => next && move({ after: next.id }, next.name)}>
          Move right
        </MenuItem>
        <MenuLine />
        <MenuItem icon={ChevronsRightLeft} onSelect={() => onFold(column.id)}>
          Fold up for me
        </MenuItem>
        <MenuItem
          icon={column.hidden ? Eye : EyeOff}
          onSelect={() => act({ type: "column.update", part: column.id, set: { hidden: !column.hidden } })}
        >
          {column.hidden ? "Show to everyone again" : "Hide for everyone"}
        </MenuItem>
        <MenuItem
          icon={Archive}
          disabled={count > 0 || row.length === 1}
          onSelect={() => act({ type: "column.archive", part: column.id })}
        >
          Archive
        </MenuItem>
        <MenuItem icon={Trash2} danger disabled={row.length === 1} onSelect={() => setOpen("deletion")}>
          Delete…
        </MenuItem>
      </Menu>
      <Suspense>
        {open === "settings" ? <ColumnSettings column={column} onClose={() => setOpen(null)} /> : null}
        {open === "deletion" ? <DeleteColumn column={column} count={count} onClose={() => setOpen(null)} /> : null}
      </Suspense>
    </>
  );
}
