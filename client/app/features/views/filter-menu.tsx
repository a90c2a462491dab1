import { FilterX, ListFilter } from "lucide-react";
import { Suspense, useRef } from "react";
import { Button } from "../../design/button.tsx";
import { Popover } from "../../design/popover.tsx";
import { FilterSteps } from "../board/later.ts";
import { useCommand, useShortcut } from "../shortcuts/use-command.ts";
import { useBoardLook } from "./board-look.tsx";
import { filtersIn, toggled, withoutFilters } from "./search.ts";

/** A button and the filters there are: what is asked for most at once, all else a step further. */
export function FilterMenu() {
  const { look, change } = useBoardLook();
  const button = useRef<HTMLButtonElement>(null);
  useShortcut({ keys: "f", scope: "board", words: "Filter the tasks", run: () => button.current?.click() });
  const onlyMine = () => change({ assignee: toggled(look.assignee, "me") });
  useShortcut({ keys: "i", scope: "board", words: "Show only my tasks, or all", run: onlyMine });
  useCommand({
    id: "board:unfilter",
    group: "board",
    words: "Clear all filters",
    icon: FilterX,
    when: () => filtersIn(look).length > 0,
    run: () => change(withoutFilters(look)),
  });
  const count = filtersIn(look).length;
  return (
    <Popover
      label="Filters"
      trigger={
        <Button ref={button} size="sm" look="quiet" aria-label={count === 0 ? "Filter" : `Filter: ${count} on`}>
          <ListFilter aria-hidden />
          <span className="max-md:hidden">Filter</span>
        </Button>
      }
    >
      {() => (
        <div className="-m-3">
          <Suspense>
            <FilterSteps />
          </Suspense>
        </div>
      )}
    </Popover>
  );
}
