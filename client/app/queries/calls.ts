import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Api } from "../../sdk/api/api.ts";

/** The first page of a list. */
const FIRST: string | null = null;

/** The calls that are over, the latest first, page by page. @param known tells what is open from what was */
export function pastCallsQuery(api: Api, workspace: string, known: string) {
  return infiniteQueryOptions({
    queryKey: ["workspace", workspace, "past calls", known],
    queryFn: ({ pageParam }) =>
      api.calls.list(workspace, { state: "ended", ...(pageParam === null ? {} : { cursor: pageParam }) }),
    initialPageParam: FIRST,
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
    staleTime: 0,
  });
}

/** Who was in a call, when, and how good it was for them. */
export function callLogQuery(api: Api, workspace: string, call: string) {
  return queryOptions({
    queryKey: ["workspace", workspace, "call", call, "log"],
    queryFn: () => api.calls.log(workspace, call),
    staleTime: 0,
  });
}
