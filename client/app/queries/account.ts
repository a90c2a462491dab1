import { queryOptions } from "@tanstack/react-query";
import type { Api } from "../../sdk/api/api.ts";

/** With whom one may sign in here besides a password. It changes only with the server's settings. */
export function providersQuery(api: Api) {
  return queryOptions({
    queryKey: ["providers"],
    queryFn: () => api.account.providers(),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The ways one has to sign in. */
export function linkedQuery(api: Api) {
  return queryOptions({ queryKey: ["account", "linked"], queryFn: () => api.account.linked() });
}

/** Where one is signed in. Someone may sign in elsewhere at any time, so it is asked for anew at each look. */
export function sessionsQuery(api: Api) {
  return queryOptions({ queryKey: ["account", "sessions"], queryFn: () => api.sessions.list(), staleTime: 0 });
}

/** One's API keys. */
export function keysQuery(api: Api) {
  return queryOptions({ queryKey: ["account", "keys"], queryFn: () => api.keys.list(), staleTime: 0 });
}
