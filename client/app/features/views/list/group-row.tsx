import { clsx } from "clsx";
import { ChevronRight } from "lucide-react";
import { Avatar } from "../../../design/avatar.tsx";
import { Dot } from "../../../design/chip.tsx";
import { usePart } from "../../board/part.ts";
import { PriorityMark } from "../../fields/priority-mark.tsx";
import type { TaskGroup } from "../groups.ts";
import { useListPage } from "./list-page.tsx";
import { RowFrame, type RowPlace } from "./row-frame.tsx";
import type { ListRow } from "./rows.ts";

interface GroupRowProps {
  place: RowPlace;
  row: Extract<ListRow, { kind: "group" }>;
  /** Whether Tab comes to it. */
  active: boolean;
}

/** The head of a group: what its tasks have in common, how many there are, and a way to fold them up. */
export function GroupRow({ place, row, active }: GroupRowProps) {
  const { toggle, marks } = useListPage();
  const { group, open } = row;
  const over = usePart(marks, (mark) => mark?.group === group.id && mark.row === null);
  return (
    <RowFrame place={place} className="flex bg-sunk">
      <th
        scope="rowgroup"
        colSpan={10}
        data-group={group.id}
        className={clsx("flex-1 px-4 text-start font-normal @max-2xl:px-3", over && "ring-2 ring-accent ring-inset")}
      >
        <button
          type="button"
          aria-expanded={open}
          tabIndex={active ? 0 : -1}
          onClick={() => toggle(group.id)}
          className="control flex w-full items-center gap-2 text-start text-sm font-semibold"
        >
          <ChevronRight
            aria-hidden
            className={clsx(
              "size-4 text-quiet transition-transform duration-quick",
              open ? "rotate-90" : "rtl:-scale-x-100",
            )}
          />
          <GroupMark of={group.of} />
          <span dir="auto" className="truncate">
            {group.name}
          </span>
          <span className="font-normal text-quiet">
            {group.tasks.length}
            <span className="unseen">{group.tasks.length === 1 ? " task" : " tasks"}</span>
          </span>
        </button>
      </th>
    </RowFrame>
  );
}

function GroupMark({ of }: { of: TaskGroup["of"] }) {
  switch (of.by) {
    case "column":
      return <Dot colour={of.column.colour} />;
    case "priority":
      return <PriorityMark priority={of.priority} />;
    case "assignee":
      return of.user === null ? null : (
        <span aria-hidden className="flex">
          <Avatar user={of.user} name="" size="sm" />
        </span>
      );
  }
}
