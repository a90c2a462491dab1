import { queryOptions } from "@tanstack/react-query";
import type { Api } from "../../sdk/api/api.ts";

/** The workspaces one belongs to, oldest first. */
export function workspacesQuery(api: Api) {
  return queryOptions({ queryKey: ["workspaces"], queryFn: () => api.workspaces.list() });
}
