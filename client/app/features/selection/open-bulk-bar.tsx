import { CalendarClock, CircleDot, OctagonAlert, Tag, UserRound, X } from "lucide-react";
import { Button } from "../../design/button.tsx";
import { IconButton } from "../../design/icon-button.tsx";
import type { Trigger } from "../../design/opener.tsx";
import { Picker } from "../../design/picker.tsx";
import { Popover } from "../../design/popover.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { useChoices } from "../fields/choices.tsx";
import { DayChoice } from "../fields/day-choice.tsx";
import { useBoardLook } from "../views/board-look.tsx";
import { BulkCommands } from "./bulk-commands.tsx";
import { bulkFields } from "./bulk-fields.ts";
import { BulkMenu } from "./bulk-menu.tsx";
import { type Bulk, useBulk } from "./use-bulk.ts";

/** What can be done with all tasks that are picked, at the foot of the board. */
export function OpenBulkBar() {
  const bulk = useBulk();
  const { mayWrite } = useBoardPage();
  const { filter, columns } = useBoardLook();
  const unseen = bulk.tasks.filter((task) => !columns.has(task.columnId) || !(filter?.(task) ?? true)).length;
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-3 z-20 flex justify-center px-3">
      <div
        role="toolbar"
        aria-label={`${bulk.count} picked`}
        className="pointer-events-auto flex max-w-full animate-rise items-center gap-1 overflow-x-auto rounded-xl border border-line bg-raised p-1.5 shadow-pop"
      >
        <span role="status" className="shrink-0 px-2 text-sm font-medium">
          {bulk.count} picked
          {unseen > 0 ? <span className="text-quiet">, {unseen} not shown</span> : null}
        </span>
        {mayWrite ? <Fields bulk={bulk} /> : null}
        <BulkMenu bulk={bulk} />
        <IconButton icon={X} size="sm" label="Pick none" shortcut="escape" onClick={bulk.clear} />
        <BulkCommands bulk={bulk} />
      </div>
    </div>
  );
}

function Fields({ bulk }: { bulk: Bulk }) {
  const choices = useChoices();
  const fields = bulkFields(bulk.tasks, bulk.set);
  const trigger = (name: string, Drawing: typeof Tag): Trigger => (
    <Button size="sm" look="quiet" aria-label={name}>
      <Drawing aria-hidden />
      <span className="max-lg:hidden">{name}</span>
    </Button>
  );
  return (
    <>
      <Picker
        label="Status"
        trigger={trigger("Status", CircleDot)}
        options={choices.columns}
        selected={fields.column}
        onPick={(id) => bulk.move(id, choices.columns.find((each) => each.id === id)?.name ?? "")}
      />
      <Picker
        label="Priority"
        trigger={trigger("Priority", OctagonAlert)}
        options={choices.priorities}
        selected={fields.priority}
        onPick={fields.pickPriority}
      />
      <Picker
        label="Assignees"
        choice="several"
        trigger={trigger("Assignees", UserRound)}
        options={choices.people}
        selected={fields.assignees}
        onPick={fields.pickAssignee}
      />
      <Picker
        label="Labels"
        choice="several"
        trigger={trigger("Labels", Tag)}
        options={choices.labels}
        selected={fields.labels}
        onPick={fields.pickLabel}
        empty="No such label. Labels are made in the project's settings."
      />
      <Popover label="Due date" holds="list" trigger={trigger("Due date", CalendarClock)}>
        {(close) => (
          <DayChoice
            label="Due date"
            day={fields.due}
            onPick={(day) => {
              fields.pickDue(day);
              close();
            }}
          />
        )}
      </Popover>
    </>
  );
}
