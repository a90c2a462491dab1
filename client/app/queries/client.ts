import { notifyManager, QueryClient } from "@tanstack/react-query";
import { ApiError } from "../../sdk/api/problem.ts";

/** How often something is asked for again that failed for a reason that passes. */
const TRIES = 2;

// A button says that its work is under way before the next click can come: two quick clicks must not do it twice.
notifyManager.setScheduler(queueMicrotask);

/**
 * What was asked of the server over HTTP, for as long as it is of use. What is live (a workspace, its boards, docs) is
 * not here but in the SDK's rooms.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, cause) => failures < TRIES && passes(cause),
      // Whether there is a network, the request itself finds out: a server on this machine needs none.
      networkMode: "always",
      refetchOnReconnect: true,
    },
    mutations: { networkMode: "always" },
  },
});

/** True for a failure that may be another answer the next time: not for a refusal. */
function passes(cause: unknown): boolean {
  return cause instanceof ApiError && (cause.status === 0 || cause.status >= 500);
}

/** Calls `found` whenever an answer says that nobody is signed in any more; answers how to stop. */
export function onSignedOut(found: () => void): () => void {
  const look = (cause: unknown) => {
    if (cause instanceof ApiError && cause.status === 401) found();
  };
  const stops = [
    queryClient.getQueryCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "error") look(event.action.error);
    }),
    queryClient.getMutationCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "error") look(event.action.error);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
