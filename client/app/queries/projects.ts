import { queryOptions } from "@tanstack/react-query";
import type { Api } from "../../sdk/api/api.ts";

/** A project by its id, its key, or a key that it had before. */
export function projectQuery(api: Api, workspace: string, name: string) {
  return queryOptions({
    queryKey: ["workspace", workspace, "project", name],
    queryFn: () => api.projects.get(workspace, name),
  });
}
