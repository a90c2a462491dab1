import { clsx } from "clsx";
import { Command } from "cmdk";
import { Popover } from "radix-ui";
import { type ReactElement, useState } from "react";
import type { Neighbour } from "../../../../../durable-objects/workspace/board/protocol.ts";
import { SURFACE, SURFACE_ROW } from "../../../design/surface.ts";
import { useFoundTasks } from "./found-tasks.ts";

interface TaskPickerProps {
  label: string;
  /** The button that opens it: one element that takes a `ref` and events. */
  trigger: ReactElement;
  /** Whether a task can be chosen here. */
  offers: (task: Neighbour) => boolean;
  onPick: (task: Neighbour) => void;
}

/** Finds a task by its key or by words of its title, and picks it. */
export function TaskPicker({ label, trigger, offers, onPick }: TaskPickerProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label={label}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className={clsx(SURFACE, "w-96")}
        >
          <FoundTasks
            label={label}
            offers={offers}
            onPick={(task) => {
              setOpen(false);
              onPick(task);
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function FoundTasks({ label, offers, onPick }: Omit<TaskPickerProps, "trigger">) {
  const [words, setWords] = useState("");
  const found = useFoundTasks(words).filter(offers);
  return (
    // What is found is found already: nothing is left for the list to filter.
    <Command label={label} loop shouldFilter={false} className="flex max-h-80 flex-col">
      <Command.Input
        autoFocus
        value={words}
        onValueChange={setWords}
        placeholder="Key or words of a title"
        aria-label={label}
        className="min-h-9 w-full border-b border-line bg-transparent px-3 text-sm outline-none pointer-coarse:min-h-11"
      />
      <Command.List className="overflow-y-auto p-1" label={label}>
        <Command.Empty className="px-2 py-3 text-sm text-quiet">No open task is called so.</Command.Empty>
        {found.map((task) => (
          <Command.Item key={task.id} value={task.id} onSelect={() => onPick(task)} className={SURFACE_ROW}>
            <span className="shrink-0 text-xs text-quiet">{task.key}</span>
            <span className={clsx("flex-1 truncate", task.settled && "text-quiet line-through")} dir="auto">
              {task.title}
            </span>
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  );
}
