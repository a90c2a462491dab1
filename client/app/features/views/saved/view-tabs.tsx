import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { Archive, Bookmark, CalendarDays, List, type LucideIcon, SquareKanban } from "lucide-react";
import { Suspense, useState } from "react";
import type { View } from "../../../../../durable-objects/workspace/board/protocol.ts";
import { Button } from "../../../design/button.tsx";
import { iconButtonClass } from "../../../design/icon-button.tsx";
import { Menu, MenuHeading, MenuItem } from "../../../design/menu.tsx";
import { useBoardPage } from "../../board/board-page.tsx";
import { ViewNaming } from "../../board/later.ts";
import { useCommand } from "../../shortcuts/use-command.ts";
import { useBoardLook } from "../board-look.tsx";
import { useViews } from "./use-views.ts";
import { ViewMenu } from "./view-menu.tsx";

const DRAWINGS: Record<View["layout"], LucideIcon> = { board: SquareKanban, list: List, calendar: CalendarDays };

/** The saved views of the project, one of them open, and what becomes of looking at it otherwise. */
export function ViewTabs() {
  const { view, open } = useBoardLook();
  const { shown, archived, restore } = useViews();
  const { mayWrite } = useBoardPage();
  useCommand({
    id: "view:open",
    group: "board",
    words: "Open a saved view…",
    icon: Bookmark,
    when: () => shown.length > 0,
    ask: () => ({
      words: "Which view?",
      choices: shown.map((each) => ({ id: each.id, words: each.name, run: () => open(each) })),
    }),
  });
  return (
    <nav aria-label="Views" className="flex min-w-0 items-center gap-1 overflow-x-auto px-4 pt-2 max-md:px-3">
      <Tab name="All tasks" search={{}} icon={SquareKanban} current={view === null} />
      {shown.map((each) => (
        <span key={each.id} className="flex shrink-0 items-center">
          <Tab
            name={each.name}
            search={{ view: each.id }}
            icon={DRAWINGS[each.layout]}
            current={each.id === view?.id}
          />
          {each.id === view?.id ? <ViewMenu view={each} /> : null}
        </span>
      ))}
      {mayWrite && archived.length > 0 ? (
        <Menu
          label="Archived views"
          trigger={
            <button type="button" className={iconButtonClass({ size: "sm" })} aria-label="Archived views">
              <Archive aria-hidden />
            </button>
          }
        >
          <MenuHeading>Bring back</MenuHeading>
          {archived.map((each) => (
            <MenuItem key={each.id} icon={DRAWINGS[each.layout]} onSelect={() => restore(each)}>
              {each.name}
            </MenuItem>
          ))}
        </Menu>
      ) : null}
      <Changed />
    </nav>
  );
}

interface TabProps {
  name: string;
  search: { view?: string };
  icon: LucideIcon;
  current: boolean;
}

function Tab({ name, search, icon: Drawing, current }: TabProps) {
  return (
    <Link
      to="."
      search={search}
      activeOptions={{ exact: true, includeSearch: true }}
      aria-current={current ? "page" : undefined}
      className={clsx(
        "control inline-flex shrink-0 items-center gap-1.5 rounded-md px-2 text-sm no-underline hover:bg-hover",
        current ? "bg-accent-soft font-medium text-ink" : "text-quiet",
      )}
    >
      <Drawing aria-hidden className="size-4" />
      <span dir="auto" className="max-w-48 truncate">
        {name}
      </span>
    </Link>
  );
}

/** What is otherwise than in the view that is open: to keep it, to take it back, or to make a view of it. */
function Changed() {
  const { view, lost, changed, open } = useBoardLook();
  const { mayWrite } = useBoardPage();
  const { update } = useViews();
  const [naming, setNaming] = useState(false);
  useCommand({
    id: "view:save",
    group: "board",
    words: "Save as a view…",
    icon: Bookmark,
    when: () => mayWrite,
    run: () => setNaming(true),
  });
  return (
    <span className="ms-auto flex shrink-0 items-center gap-1 ps-2">
      {lost ? (
        <span role="status" className="text-sm text-quiet">
          This view is gone.{" "}
          <Button size="sm" look="quiet" onClick={() => open(null)}>
            Show all tasks
          </Button>
        </span>
      ) : null}
      {changed && view ? (
        <>
          <span className="text-sm text-quiet">Changed</span>
          {mayWrite ? (
            <Button size="sm" look="quiet" onClick={update}>
              Save for everyone
            </Button>
          ) : null}
          <Button size="sm" look="quiet" onClick={() => open(view)}>
            Reset
          </Button>
        </>
      ) : null}
      {changed && mayWrite ? (
        <Button size="sm" look="quiet" onClick={() => setNaming(true)}>
          <Bookmark aria-hidden />
          Save as a view
        </Button>
      ) : null}
      {naming ? (
        <Suspense>
          <ViewNaming onClose={() => setNaming(false)} />
        </Suspense>
      ) : null}
    </span>
  );
}
