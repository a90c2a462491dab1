import { Archive, CalendarClock, CircleDot, ClipboardList, OctagonAlert, Tag, UserRound } from "lucide-react";
import type { PickerOption } from "../../design/picker.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { useChoices } from "../fields/choices.tsx";
import { NO_DAY, usualDays } from "../fields/day-choice.tsx";
import type { Choice } from "../shortcuts/command.ts";
import { useCommand } from "../shortcuts/use-command.ts";
import { bulkFields } from "./bulk-fields.ts";
import type { Bulk } from "./use-bulk.ts";

/** The same as the bar offers, from the palette and by keys; for as long as something is picked. */
export function BulkCommands({ bulk }: { bulk: Bulk }) {
  const { mayWrite, today } = useBoardPage();
  const choices = useChoices();
  const fields = bulkFields(bulk.tasks, bulk.set);
  const when = () => mayWrite;
  const group = "selection";
  useCommand({
    id: "selection:status",
    group,
    words: "Set the status of all that is picked…",
    icon: CircleDot,
    keys: "s",
    when,
    ask: () => ({
      words: `Status of ${bulk.count}`,
      choices: asChoices(choices.columns, fields.column, bulk.move),
    }),
  });
  useCommand({
    id: "selection:priority",
    group,
    words: "Set the priority of all that is picked…",
    icon: OctagonAlert,
    keys: "p",
    when,
    ask: () => ({
      words: `Priority of ${bulk.count}`,
      choices: asChoices(choices.priorities, fields.priority, fields.pickPriority),
    }),
  });
  useCommand({
    id: "selection:assignees",
    group,
    words: "Assign all that is picked…",
    icon: UserRound,
    keys: "a",
    when,
    ask: () => ({
      words: `Assignees of ${bulk.count}`,
      choice: "several",
      choices: asChoices(choices.people, fields.assignees, fields.pickAssignee),
    }),
  });
  useCommand({
    id: "selection:labels",
    group,
    words: "Label all that is picked…",
    icon: Tag,
    keys: "l",
    when,
    ask: () => ({
      words: `Labels of ${bulk.count}`,
      choice: "several",
      choices: asChoices(choices.labels, fields.labels, fields.pickLabel),
    }),
  });
  useCommand({
    id: "selection:due",
    group,
    words: "Set the due date of all that is picked…",
    icon: CalendarClock,
    keys: "d",
    when,
    ask: () => ({
      words: `Due date of ${bulk.count}`,
      choices: asChoices(usualDays(today), [], (id) => fields.pickDue(id === NO_DAY ? null : id)),
    }),
  });
  useCommand({
    id: "selection:archive",
    group,
    words: "Archive all that is picked",
    icon: Archive,
    when,
    run: bulk.archive,
  });
  useCommand({
    id: "selection:copy",
    group,
    words: "Copy all that is picked as a list",
    icon: ClipboardList,
    run: bulk.copy,
  });
  return null;
}

function asChoices(
  options: readonly PickerOption[],
  chosen: readonly string[],
  pick: (id: string, name: string) => void,
): Choice[] {
  return options.map(({ id, name, leading }) => ({
    id,
    words: name,
    leading,
    chosen: chosen.includes(id),
    run: () => pick(id, name),
  }));
}
