import { queryOptions } from "@tanstack/react-query";
import type { Api } from "../../sdk/api/api.ts";

/** What is named to a guest. */
export function grantsQuery(api: Api, workspace: string, user: string) {
  return queryOptions({
    queryKey: ["workspace", workspace, "grants", user],
    queryFn: () => api.workspaces.grants(workspace, user),
  });
}
