import { ChevronLeft, CircleAlert, FilterX, ListFilter, UserRound } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "../../design/button.tsx";
import type { PickerOption } from "../../design/picker.tsx";
import { PickerList } from "../../design/picker-surface.tsx";
import { Popover } from "../../design/popover.tsx";
import { useChoices } from "../fields/choices.tsx";
import { useCommand, useShortcut } from "../shortcuts/use-command.ts";
import { useBoardLook } from "./board-look.tsx";
import { FILTER_KINDS, toggled } from "./filter-kinds.tsx";
import { filtersIn, withoutFilters } from "./search.ts";

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
          <FilterSteps />
        </div>
      )}
    </Popover>
  );
}

const BACK = "back";

/** First the kinds of filter, then what one of them offers. */
function FilterSteps() {
  const { look, change } = useBoardLook();
  const choices = useChoices();
  const [name, setName] = useState<string | null>(null);
  const kind = FILTER_KINDS.find((each) => each.name === name);
  if (!kind) {
    return (
      <PickerList
        key="kinds"
        label="Filter by"
        placeholder="Filter by…"
        options={FIRST}
        selected={chosenFirst(look)}
        onPick={(id) => {
          if (id === "mine") change({ assignee: toggled(look.assignee, "me") });
          else if (id === "overdue") change({ due: look.due === "overdue" ? "any" : "overdue" });
          else setName(id);
        }}
      />
    );
  }
  const back = { id: BACK, name: "All filters", leading: <ChevronLeft aria-hidden className="rtl:-scale-x-100" /> };
  return (
    <PickerList
      key={kind.name}
      label={kind.title}
      placeholder={`${kind.title}…`}
      options={[...kind.options(choices, look), back]}
      selected={kind.chosen(look)}
      onPick={(id) => (id === BACK ? setName(null) : change(kind.picked(look, id)))}
    />
  );
}

const FIRST: readonly PickerOption[] = [
  { id: "mine", name: "Mine", keywords: ["me"], leading: <UserRound aria-hidden /> },
  { id: "overdue", name: "Overdue", keywords: ["late"], leading: <CircleAlert aria-hidden /> },
  ...FILTER_KINDS.map(({ name, title, icon: Drawing }) => ({
    id: name,
    name: `${title}…`,
    leading: <Drawing aria-hidden className="text-quiet" />,
  })),
];

function chosenFirst({ assignee, due }: { assignee: readonly string[]; due: string }): string[] {
  return [...(assignee.includes("me") ? ["mine"] : []), ...(due === "overdue" ? ["overdue"] : [])];
}
