import { clsx } from "clsx";
import { Popover } from "radix-ui";
import { useRef } from "react";
import { Priority, type Task, type TaskSet } from "../../../../../durable-objects/workspace/board/protocol.ts";
import { PickerList } from "../../../design/picker-surface.tsx";
import { SURFACE } from "../../../design/surface.ts";
import { useBoardPage } from "../../board/board-page.tsx";
import { useOpenBoard } from "../../board/open-board.tsx";
import { useChoices } from "../../fields/choices.tsx";
import { DayChoice } from "../../fields/day-choice.tsx";
import { EstimateChoice } from "./estimate-choice.tsx";
import type { Editing } from "./list-page.tsx";

/** Changes one field of one task, beside its cell. One for the whole list: rows are many and come and go. */
export function CellEditor({ task: id, field, anchor, onClose }: Editing & { onClose: () => void }) {
  const { state } = useOpenBoard();
  const beside = useRef(anchor);
  const task = state.tasks.get(id);
  if (!task) return null;
  return (
    <Popover.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Popover.Anchor virtualRef={beside} />
      <Popover.Portal>
        <Popover.Content
          aria-label={`${NAMES[field]} of ${task.key}`}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className={clsx(SURFACE, "w-64")}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // The list may have been sorted anew, and the cell be drawn elsewhere.
            const cell = document.querySelector<HTMLElement>(`[data-task="${CSS.escape(id)}"] [data-field="${field}"]`);
            (anchor.isConnected ? anchor : cell)?.focus();
          }}
        >
          <FieldChoice task={task} field={field} onDone={onClose} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

const NAMES: Record<Editing["field"], string> = {
  status: "Status",
  priority: "Priority",
  assignees: "Assignees",
  labels: "Labels",
  due: "Due date",
  estimate: "Estimate",
};

interface FieldChoiceProps {
  task: Task;
  field: Editing["field"];
  onDone: () => void;
}

function FieldChoice({ task, field, onDone }: FieldChoiceProps) {
  const { act } = useBoardPage();
  const { columns, priorities, people, labels } = useChoices();
  const set = (fields: TaskSet) => act({ type: "task.update", task: task.id, set: fields });
  const once = (fields: TaskSet) => {
    onDone();
    set(fields);
  };
  switch (field) {
    case "status":
      return (
        <PickerList
          label="Status"
          options={columns}
          selected={[task.columnId]}
          onPick={(columnId) => {
            onDone();
            if (columnId !== task.columnId) act({ type: "task.move", task: task.id, columnId });
          }}
        />
      );
    case "priority":
      return (
        <PickerList
          label="Priority"
          options={priorities}
          selected={[task.priority]}
          onPick={(id) => once({ priority: Priority.parse(id) })}
        />
      );
    case "assignees":
      return (
        <PickerList
          label="Assignees"
          options={people}
          selected={task.assignees}
          onPick={(user) => set(task.assignees.includes(user) ? { removeAssignees: [user] } : { addAssignees: [user] })}
        />
      );
    case "labels":
      return (
        <PickerList
          label="Labels"
          options={labels}
          selected={task.labels}
          onPick={(id) => set(task.labels.includes(id) ? { removeLabels: [id] } : { addLabels: [id] })}
          empty="No such label. Labels are made in the project's settings."
        />
      );
    case "due":
      return <DayChoice label={NAMES.due} day={task.dueDate} onPick={(dueDate) => once({ dueDate })} />;
    case "estimate":
      return <EstimateChoice estimate={task.estimate} onPick={(estimate) => once({ estimate })} />;
  }
}
