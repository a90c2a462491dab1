import {
  Archive,
  ArrowRightLeft,
  Calendar,
  CircleDot,
  Copy,
  Hash,
  Link2,
  SignalHigh,
  Tag,
  Trash2,
  UserRound,
} from "lucide-react";
import { useBoardPage } from "../board/board-page.tsx";
import { useCommand } from "../shortcuts/use-command.ts";
import { openField } from "./fields/opening.ts";
import type { TaskDeeds } from "./task-deeds.tsx";

/** The keys and the palette's entries for the task that is open. */
export function TaskCommands({ deeds }: { deeds: TaskDeeds }) {
  const { mayWrite } = useBoardPage();
  const { key } = deeds.task;
  const group = "task";
  const when = () => mayWrite;
  useCommand({
    id: "task.status",
    group,
    words: "Change status…",
    icon: CircleDot,
    keys: "s",
    when,
    run: () => openField("status"),
  });
  useCommand({
    id: "task.assign",
    group,
    words: "Assign to…",
    icon: UserRound,
    keys: "a",
    when,
    run: () => openField("assignees"),
  });
  useCommand({
    id: "task.label",
    group,
    words: "Add labels…",
    icon: Tag,
    keys: "l",
    when,
    run: () => openField("labels"),
  });
  useCommand({
    id: "task.priority",
    group,
    words: "Set priority…",
    icon: SignalHigh,
    keys: "p",
    when,
    run: () => openField("priority"),
  });
  useCommand({
    id: "task.due",
    group,
    words: "Set due date…",
    icon: Calendar,
    keys: "d",
    when,
    run: () => openField("due"),
  });
  useCommand({
    id: "task.move",
    group,
    words: "Move to another project…",
    icon: ArrowRightLeft,
    keys: "m",
    when,
    run: deeds.askToMove,
  });
  useCommand({
    id: "task.copy-link",
    group,
    words: `Copy link to ${key}`,
    icon: Link2,
    keys: "mod+shift+c",
    writing: "act",
    run: deeds.copyLink,
  });
  useCommand({ id: "task.copy-key", group, words: `Copy ${key}`, icon: Hash, run: deeds.copyKey });
  useCommand({ id: "task.duplicate", group, words: "Duplicate", icon: Copy, when, run: deeds.duplicate });
  useCommand({ id: "task.archive", group, words: "Archive", icon: Archive, when, run: deeds.archive });
  useCommand({ id: "task.delete", group, words: "Delete…", icon: Trash2, when, run: deeds.askToDelete });
  return null;
}
