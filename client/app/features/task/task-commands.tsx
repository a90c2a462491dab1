import {
  Archive,
  ArrowRightLeft,
  Calendar,
  CircleDot,
  Copy,
  Hash,
  Link2,
  type LucideIcon,
  SignalHigh,
  Tag,
  Trash2,
  UserRound,
} from "lucide-react";
import { useMemo } from "react";
import { useBoardPage } from "../board/board-page.tsx";
import { useSelection } from "../selection/use-selection.tsx";
import type { Command } from "../shortcuts/command.ts";
import { useCommand, useCommands } from "../shortcuts/use-command.ts";
import { type OpenedField, openField } from "./fields/opening.ts";
import type { TaskDeeds } from "./task-deeds.tsx";

const FIELDS: readonly { field: OpenedField; words: string; icon: LucideIcon; keys: string }[] = [
  { field: "status", words: "Change status…", icon: CircleDot, keys: "s" },
  { field: "assignees", words: "Assign to…", icon: UserRound, keys: "a" },
  { field: "labels", words: "Add labels…", icon: Tag, keys: "l" },
  { field: "priority", words: "Set priority…", icon: SignalHigh, keys: "p" },
  { field: "due", words: "Set due date…", icon: Calendar, keys: "d" },
];

const GROUP = "task";

/** The keys and the palette's entries for the task that is open. */
export function TaskCommands({ deeds }: { deeds: TaskDeeds }) {
  const { mayWrite } = useBoardPage();
  const { key } = deeds.task;
  useCommand({
    id: "task.copy-link",
    group: GROUP,
    words: `Copy link to ${key}`,
    icon: Link2,
    keys: "mod+shift+c",
    writing: "act",
    run: deeds.copyLink,
  });
  useCommand({ id: "task.copy-key", group: GROUP, words: `Copy ${key}`, icon: Hash, run: deeds.copyKey });
  return mayWrite ? <ChangingCommands deeds={deeds} /> : null;
}

function ChangingCommands({ deeds }: { deeds: TaskDeeds }) {
  const selection = useSelection();
  const opening = useMemo(
    () =>
      FIELDS.map<Command>(({ field, ...named }) => ({
        ...named,
        id: `task.${field}`,
        group: GROUP,
        // Of chosen tasks, and of the card that has the focus, these keys mean those.
        when: () => selection.value.size === 0 && !isOnBoard(document.activeElement),
        run: () => openField(field),
      })),
    [selection],
  );
  useCommands(opening);
  useCommand({
    id: "task.move",
    group: GROUP,
    words: "Move to another project…",
    icon: ArrowRightLeft,
    keys: "m",
    run: deeds.askToMove,
  });
  useCommand({ id: "task.duplicate", group: GROUP, words: "Duplicate", icon: Copy, run: deeds.duplicate });
  useCommand({ id: "task.archive", group: GROUP, words: "Archive", icon: Archive, run: deeds.archive });
  useCommand({ id: "task.delete", group: GROUP, words: "Delete…", icon: Trash2, run: deeds.askToDelete });
  return null;
}

function isOnBoard(element: Element | null): boolean {
  return element?.closest("[data-task]") != null;
}
