import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Api } from "../../sdk/api/api.ts";

/** The first page of a list. */
const FIRST: string | null = null;

const cursorOf = (cursor: string | null) => (cursor === null ? {} : { cursor });

/** A task by its id or key, wherever in the workspace it is, archived too. */
export function taskQuery(api: Api, workspace: string, name: string) {
  return queryOptions({
    queryKey: ["workspace", workspace, "task", name],
    queryFn: () => api.tasks.get(workspace, name),
  });
}

/** What happened to a task, newest first, page by page. */
export function taskActivityQuery(api: Api, workspace: string, task: string) {
  return infiniteQueryOptions({
    queryKey: ["workspace", workspace, "task", task, "activity"],
    queryFn: ({ pageParam }) => api.tasks.activity(workspace, task, cursorOf(pageParam)),
    initialPageParam: FIRST,
    getNextPageParam: ({ next }) => next,
    staleTime: 0,
  });
}

/** The tasks of a project that were put away and have these words in their title or key, the latest first. */
export function archivedTasksQuery(api: Api, workspace: string, project: string, words = "") {
  const named = words === "" ? {} : { q: words };
  return infiniteQueryOptions({
    queryKey: ["workspace", workspace, "project", project, "archived", words],
    queryFn: ({ pageParam }) =>
      api.tasks.list(workspace, project, { archived: "only", sort: "-updatedAt", ...named, ...cursorOf(pageParam) }),
    initialPageParam: FIRST,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

/** Open tasks of all projects one sees, by words of their titles or by key. */
export function taskSearchQuery(api: Api, workspace: string, words: string) {
  return queryOptions({
    queryKey: ["workspace", workspace, "tasks", words],
    queryFn: () => api.tasks.search(workspace, words),
  });
}

/** The open tasks that are one's own, the most pressing first, in one workspace or (null) in all; page by page. */
export function myTasksQuery(api: Api, workspace: string | null) {
  return infiniteQueryOptions({
    queryKey: ["my-tasks", workspace],
    queryFn: ({ pageParam }) =>
      api.tasks.mine({ open: true, ...(workspace === null ? {} : { workspace }), ...cursorOf(pageParam) }),
    initialPageParam: FIRST,
    getNextPageParam: ({ next }) => next,
    staleTime: 0,
  });
}
