import { clsx } from "clsx";
import { Popover } from "radix-ui";
import { type ReactNode, useState } from "react";
import { PRIORITIES, type Task, type TaskSet } from "../../../../durable-objects/workspace/board/protocol.ts";
import { newKey } from "../../../sdk/id.ts";
import { Avatar } from "../../design/avatar.tsx";
import { Button } from "../../design/button.tsx";
import { Dot } from "../../design/chip.tsx";
import { Field } from "../../design/field.tsx";
import { PickerList } from "../../design/picker.tsx";
import { SURFACE } from "../../design/surface.ts";
import { PRIORITY_NAMES } from "../../words/board.ts";
import { dayAfter, dayInWords } from "../../words/dates.ts";
import { settingAll, sharedBy } from "../selection/bulk.ts";
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
  const { actTogether } = useBoardPage();
  const ids = targets.map(({ id }) => id);
  const set = (setting: TaskSet) => actTogether(settingAll(ids, setting), `Edit ${ids.length} tasks`);
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
          {choiceOf(part, { targets, set, onClose })}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface ChoiceProps {
  targets: readonly Task[];
  set: (setting: TaskSet) => void;
  onClose: () => void;
}

const LABELS = { assignees: "Assignees", labels: "Labels", priority: "Priority", due: "Due date" } as const;

function choiceOf(part: CardPickerProps["part"], props: ChoiceProps): ReactNode {
  switch (part) {
    case "assignees":
      return <Assignees {...props} />;
    case "labels":
      return <Labels {...props} />;
    case "priority":
      return <PriorityChoice {...props} />;
    case "due":
      return <Due {...props} />;
  }
}

function Assignees({ targets, set }: ChoiceProps) {
  const { people } = useBoardPage();
  const selected = sharedBy(targets, "assignees");
  return (
    <PickerList
      label={LABELS.assignees}
      options={[...people.values()].map(({ user, name }) => ({
        id: user,
        name,
        leading: <Avatar user={user} name={name} size="sm" />,
      }))}
      selected={selected}
      onPick={(user) => set(selected.includes(user) ? { removeAssignees: [user] } : { addAssignees: [user] })}
      placeholder="Assign to…"
      empty="Nobody is called that."
    />
  );
}

function Labels({ targets, set }: ChoiceProps) {
  const { labels, project, act } = useBoardPage();
  const selected = sharedBy(targets, "labels");
  const create = (name: string) => {
    const part = newKey();
    act({ type: "label.create", project: project.id, part, set: { name } });
    set({ addLabels: [part] });
  };
  return (
    <PickerList
      label={LABELS.labels}
      options={[...labels.values()].map(({ id, name, colour }) => ({ id, name, leading: <Dot colour={colour} /> }))}
      selected={selected}
      onPick={(label) => set(selected.includes(label) ? { removeLabels: [label] } : { addLabels: [label] })}
      placeholder="Label…"
      empty="No label is called that."
      create={{ label: (words) => `Make the label “${words}”`, onCreate: create }}
    />
  );
}

function PriorityChoice({ targets, set, onClose }: ChoiceProps) {
  const selected = targets.map(({ priority }) => priority);
  return (
    <PickerList
      label={LABELS.priority}
      options={PRIORITIES.map((id) => ({ id, name: PRIORITY_NAMES[id] }))}
      selected={new Set(selected).size === 1 ? selected.slice(0, 1) : []}
      onPick={(id) => {
        const priority = PRIORITIES.find((each) => each === id);
        if (priority) set({ priority });
        onClose();
      }}
      placeholder="Priority…"
    />
  );
}

/** Days that are chosen most, by how far off they are. */
const NEAR_DAYS = [
  ["Today", 0],
  ["Tomorrow", 1],
  ["In a week", 7],
] as const;

function Due({ targets, set, onClose }: ChoiceProps) {
  const { today } = useBoardPage();
  const [day, setDay] = useState(targets[0]?.dueDate ?? "");
  const choose = (dueDate: string | null) => {
    set({ dueDate });
    onClose();
  };
  return (
    <form
      className="grid gap-3 p-3"
      onSubmit={(event) => {
        event.preventDefault();
        choose(day === "" ? null : day);
      }}
    >
      <Field label="Due date" type="date" value={day} onChange={({ target }) => setDay(target.value)} autoFocus />
      <div className="flex flex-wrap gap-1.5">
        {NEAR_DAYS.map(([words, days]) => (
          <Button
            key={days}
            size="sm"
            title={dayInWords(dayAfter(today, days), today)}
            onClick={() => choose(dayAfter(today, days))}
          >
            {words}
          </Button>
        ))}
      </div>
      <div className="flex justify-between gap-2">
        <Button size="sm" look="quiet" onClick={() => choose(null)}>
          No due date
        </Button>
        <Button type="submit" size="sm" look="primary">
          Set
        </Button>
      </div>
    </form>
  );
}
