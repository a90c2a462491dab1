import { queryOptions } from "@tanstack/react-query";
import type { Api } from "../../sdk/api/api.ts";

/** The projects of a workspace that one may see, in their order; not the archived ones. */
export function projectsQuery(api: Api, workspace: string) {
  return queryOptions({
    queryKey: ["workspace", workspace, "projects"],
    queryFn: () => api.projects.list(workspace),
  });
}

/** A project by its id, its key, or a key that it had before. */
export function projectQuery(api: Api, workspace: string, name: string) {
  return queryOptions({
    queryKey: ["workspace", workspace, "project", name],
    queryFn: () => api.projects.get(workspace, name),
  });
}

/** What a task of another project finds in this one: its columns, labels and custom fields. */
export function projectPartsQuery(api: Api, workspace: string, project: string) {
  return queryOptions({
    queryKey: ["workspace", workspace, "project", project, "parts"],
    queryFn: async () => {
      const [columns, labels, fields] = await Promise.all([
        api.projects.columns(workspace, project),
        api.projects.labels(workspace, project),
        api.projects.fields(workspace, project),
      ]);
      return { columns, labels, fields };
    },
  });
}
