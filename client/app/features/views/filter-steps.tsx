import { ChevronLeft, CircleAlert, UserRound } from "lucide-react";
import { useState } from "react";
import type { PickerOption } from "../../design/picker.tsx";
import { PickerList } from "../../design/picker-surface.tsx";
import { useChoices } from "../fields/choices.tsx";
import { useBoardLook } from "./board-look.tsx";
import { FILTER_KINDS } from "./filter-kinds.tsx";
import { toggled } from "./search.ts";

const BACK = "back";

/** First the kinds of filter, then what one of them offers. */
export function FilterSteps() {
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
