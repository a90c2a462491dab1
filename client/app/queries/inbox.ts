import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { NotificationFilter } from "../../../durable-objects/inbox/protocol.ts";
import type { Api } from "../../sdk/api/api.ts";

/** Whether this server pushes, and to which of one's devices. */
export function pushQuery(api: Api) {
  return queryOptions({ queryKey: ["push"], queryFn: () => api.inbox.push(), staleTime: 0 });
}

/** The first page of a list. */
const FIRST: string | undefined = undefined;

/** Notifications beyond those that the inbox tells live, newest first, of one workspace or of all. */
export function notificationsQuery(api: Api, filter: NotificationFilter, workspace: string | null) {
  return infiniteQueryOptions({
    queryKey: ["notifications", filter, workspace],
    queryFn: ({ pageParam }) =>
      api.inbox.list({
        filter,
        ...(workspace === null ? {} : { workspace }),
        ...(pageParam === undefined ? {} : { cursor: pageParam }),
      }),
    initialPageParam: FIRST,
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: 0,
  });
}
