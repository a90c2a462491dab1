import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import type { Task } from "../../../../../durable-objects/workspace/board/protocol.ts";
import { taskActivityQuery } from "../../../queries/tasks.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { useWorkspace } from "../../workspace/workspace.tsx";
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
  const { id: workspace } = useWorkspace();
  const { api } = useSignedIn();
  const listed = useInfiniteQuery(taskActivityQuery(api, workspace, task.id));
  const { refetch, fetchNextPage } = listed;
  const asked = useRef(task);
  useEffect(() => {
    if (asked.current === task) return;
    asked.current = task;
    void refetch();
  }, [task, refetch]);
  const entries = useMemo(() => listed.data?.pages.flatMap(({ items }) => items) ?? [], [listed.data]);
  const moments = useMemo(() => momentsOf(entries, task), [entries, task]);
  const mayAsk = listed.hasNextPage && !listed.isFetching;
  return {
    moments,
    isPending: listed.isPending,
    error: listed.error,
    again: () => void refetch(),
    earlier: mayAsk ? () => void fetchNextPage() : null,
  };
}
