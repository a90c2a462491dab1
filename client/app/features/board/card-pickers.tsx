import { clsx } from "clsx";
import { Popover } from "radix-ui";
import type { ReactNode } from "react";
import type { Task, TaskSet } from "../../../../durable-objects/workspace/board/protocol.ts";
import { newKey } from "../../../sdk/id.ts";
import { colourOf } from "../../design/colours.ts";
import { PickerList } from "../../design/picker-surface.tsx";
import { SURFACE } from "../../design/surface.ts";
import { useChoices } from "../fields/choices.tsx";
import { DayChoice } from "../fields/day-choice.tsx";
import { settingAll } from "../selection/bulk.ts";
import { bulkFields } from "../selection/bulk-fields.ts";
import { useBoardPage } from "./board-page.tsx";
import type { CardPart } from "./stage.tsx";

interface CardPickerProps {
  part: Exclude<CardPart, "menu" | "deletion">;
  at: { x: number; y: number };
  targets: readonly Task[];
  onClose: () => void;
}

/** A choice of one thing of a card, or of all that are picked. */
export function CardPicker({ part, at, targets, onClose }: CardPickerProps) {
  return (
    <Popover.Root open onOpenChange={(now) => (now ? undefined : onClose())}>
      <Popover.Anchor asChild>
        <span aria-hidden className="pointer-events-none fixed size-0" style={{ left: at.x, top: at.y }} />
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          aria-label={LABELS[part]}
          align="start"
          collisionPadding={8}
          className={clsx(SURFACE, "w-64")}
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          <Choice part={part} targets={targets} onClose={onClose} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

const LABELS = { assignees: "Assignees", labels: "Labels", priority: "Priority", due: "Due date" } as const;

function Choice({ part, targets, onClose }: Omit<CardPickerProps, "at">): ReactNode {
  const { project, actTogether } = useBoardPage();
  const { people, labels, priorities } = useChoices();
  const ids = targets.map(({ id }) => id);
  const name = `Edit ${ids.length} tasks`;
  const fields = bulkFields(targets, (set: TaskSet) => actTogether(settingAll(ids, set), name));
  const makeLabel = (words: string) => {
    const made = newKey();
    const set = { name: words.slice(0, 100), colour: colourOf(made) };
    const create = { type: "label.create", project: project.id, part: made, set } as const;
    actTogether([create, ...settingAll(ids, { addLabels: [made] })], `Add the label “${set.name}”`);
  };
  const closing =
    <Picked,>(pick: (picked: Picked) => void) =>
    (picked: Picked) => {
      pick(picked);
      onClose();
    };
  switch (part) {
    case "assignees":
      return (
        <PickerList
          label={LABELS.assignees}
          options={people}
          selected={fields.assignees}
          onPick={fields.pickAssignee}
          placeholder="Assign to…"
          empty="Nobody is called that."
        />
      );
    case "labels":
      return (
        <PickerList
          label={LABELS.labels}
          options={labels}
          selected={fields.labels}
          onPick={fields.pickLabel}
          placeholder="Label…"
          create={{ label: (words) => `Make the label “${words}”`, onCreate: makeLabel }}
        />
      );
    case "priority":
      return (
        <PickerList
          label={LABELS.priority}
          options={priorities}
          selected={fields.priority}
          onPick={closing(fields.pickPriority)}
          placeholder="Priority…"
        />
      );
    case "due":
      return <DayChoice label={LABELS.due} day={fields.due} onPick={closing(fields.pickDue)} />;
  }
}
