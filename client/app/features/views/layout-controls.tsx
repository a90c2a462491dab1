import { ArrowDownUp, CalendarDays, List, Rows3, SlidersHorizontal, SquareKanban } from "lucide-react";
import { Button } from "../../design/button.tsx";
import { Menu, MenuHeading, MenuLine, MenuRadio } from "../../design/menu.tsx";
import { Segmented } from "../../design/segmented.tsx";
import { useCommand } from "../shortcuts/use-command.ts";
import { useBoardLook } from "./board-look.tsx";
import type { Look } from "./search.ts";

const LAYOUTS = [
  { value: "board", name: "Board", icon: SquareKanban },
  { value: "list", name: "List", icon: List },
  { value: "calendar", name: "Calendar", icon: CalendarDays },
] as const;

const GROUPS: readonly { value: Look["group"]; name: string }[] = [
  { value: "none", name: "Status only" },
  { value: "assignee", name: "Assignee" },
  { value: "priority", name: "Priority" },
];

const SORTS: readonly { value: Look["sort"]; name: string }[] = [
  { value: "order", name: "By hand" },
  { value: "priority", name: "Priority" },
  { value: "dueDate", name: "Due date" },
  { value: "updatedAt", name: "Last changed" },
  { value: "createdAt", name: "Newest" },
  { value: "title", name: "Title" },
];

/** Board, list or calendar. */
export function LayoutSwitch() {
  const { look, change } = useBoardLook();
  const to = (layout: Look["layout"]) => () => change({ layout });
  useCommand({ id: "layout:board", group: "board", words: "Show as a board", icon: SquareKanban, run: to("board") });
  useCommand({ id: "layout:list", group: "board", words: "Show as a list", icon: List, run: to("list") });
  useCommand({
    id: "layout:calendar",
    group: "board",
    words: "Show as a calendar",
    icon: CalendarDays,
    run: to("calendar"),
  });
  return (
    <Segmented
      label="Layout"
      names="heard"
      value={look.layout}
      options={LAYOUTS}
      onChange={(layout) => change({ layout })}
    />
  );
}

/** By what the tasks are grouped and sorted. */
export function DisplayMenu() {
  const { look, change } = useBoardLook();
  useCommand({
    id: "board:group",
    group: "board",
    words: "Group by…",
    icon: Rows3,
    ask: () => ({
      words: "Group by what?",
      choices: GROUPS.map(({ value, name }) => ({
        id: value,
        words: name,
        chosen: value === look.group,
        run: () => change({ group: value }),
      })),
    }),
  });
  useCommand({
    id: "board:sort",
    group: "board",
    words: "Sort…",
    icon: ArrowDownUp,
    ask: () => ({
      words: "Sort how?",
      choices: SORTS.map(({ value, name }) => ({
        id: value,
        words: name,
        chosen: value === look.sort,
        run: () => change({ sort: value }),
      })),
    }),
  });
  return (
    <Menu
      label="Display"
      align="end"
      trigger={
        <Button size="sm" look="quiet" aria-label="Display">
          <SlidersHorizontal aria-hidden />
          <span className="max-lg:hidden">Display</span>
        </Button>
      }
    >
      {look.layout === "calendar" ? null : (
        <>
          <MenuHeading>Group by</MenuHeading>
          <MenuRadio label="Group by" value={look.group} options={GROUPS} onChange={(group) => change({ group })} />
          <MenuLine />
        </>
      )}
      <MenuHeading>Sort</MenuHeading>
      <MenuRadio label="Sort" value={look.sort} options={SORTS} onChange={(sort) => change({ sort })} />
    </Menu>
  );
}
