import { queryOptions } from "@tanstack/react-query";
import type { Api } from "../../sdk/api/api.ts";
import { pushHere } from "../features/inbox/preferences/this-device.ts";

/** Whether this server pushes, and to which of one's devices. */
export function pushQuery(api: Api) {
  return queryOptions({ queryKey: ["push"], queryFn: () => api.inbox.push(), staleTime: 0 });
}

/** Whether this browser takes pushes; its settings may change while nobody looks. */
export function pushHereQuery() {
  return queryOptions({ queryKey: ["push-here"], queryFn: pushHere, staleTime: 0, refetchOnWindowFocus: true });
}
