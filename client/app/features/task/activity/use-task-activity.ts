import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import type { Task } from "../../../../../durable-objects/workspace/board/protocol.ts";
import type { Activity } from "../../../../../durable-objects/workspace/board/reading/protocol.ts";
import { taskActivityQuery } from "../../../queries/tasks.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { useWorkspace } from "../../workspace/workspace.tsx";

/** What happened to a task, newest first, as far back as it was asked for. Asked for anew whenever the task changes. */
export function useTaskActivity(task: Task): {
  entries: readonly Activity[];
  isPending: boolean;
  error: Error | null;
  again: () => void;
  /** Asks for what lies further back; null where nothing does. It cannot be asked twice at once. */
  earlier: { ask: () => void; isAsked: boolean } | null;
} {
  const { id: workspace } = useWorkspace();
  const { api } = useSignedIn();
  const listed = useInfiniteQuery(taskActivityQuery(api, workspace, task.id));
  const { data, refetch, fetchNextPage } = listed;
  const asked = useRef(task);
  useEffect(() => {
    if (asked.current === task) return;
    asked.current = task;
    void refetch();
  }, [task, refetch]);
  const entries = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  return {
    entries,
    isPending: listed.isPending,
    error: listed.error,
    again: () => void refetch(),
    earlier: listed.hasNextPage ? { ask: () => void fetchNextPage(), isAsked: listed.isFetching } : null,
  };
}
