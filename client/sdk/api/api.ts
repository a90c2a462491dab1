import { AccountApi } from "./account.ts";
import { Http, type HttpOptions } from "./http.ts";
import { ProjectsApi } from "./projects.ts";
import { RoomsApi } from "./rooms.ts";
import { TasksApi } from "./tasks.ts";
import { WorkspacesApi } from "./workspaces.ts";

/** The HTTP API, by noun. */
export interface Api {
  origin: string;
  account: AccountApi;
  workspaces: WorkspacesApi;
  projects: ProjectsApi;
  tasks: TasksApi;
  rooms: RoomsApi;
}

/** The HTTP API of the server at `origin`. */
export function apiOf(options: HttpOptions): Api {
  const http = new Http(options);
  return {
    origin: http.origin,
    account: new AccountApi(http),
    workspaces: new WorkspacesApi(http),
    projects: new ProjectsApi(http),
    tasks: new TasksApi(http),
    rooms: new RoomsApi(http),
  };
}
