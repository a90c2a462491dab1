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
