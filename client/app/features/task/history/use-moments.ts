import { useMemo } from "react";
import type { Task } from "../../../../../durable-objects/workspace/board/protocol.ts";
import { useTaskActivity } from "../activity/use-task-activity.ts";
import { type Moment, momentsOf } from "./moments.ts";

/** The moments of a task's history, oldest first, as far back as they were asked for. */
export function useMoments(task: Task): {
  moments: readonly Moment[];
  isPending: boolean;
  error: Error | null;
  again: () => void;
  /** Asks for what lies further back; null where nothing does, or is on its way. */
  earlier: (() => void) | null;
} {
  const { entries, earlier, ...listed } = useTaskActivity(task);
  const moments = useMemo(() => momentsOf(entries, task), [entries, task]);
  return { ...listed, moments, earlier: earlier && !earlier.isAsked ? earlier.ask : null };
}
