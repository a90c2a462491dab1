import { AccountApi } from "./account.ts";
import { AuditApi } from "./audit.ts";
import { ConversationsApi } from "./conversations.ts";
import { DocsApi } from "./docs.ts";
import { ExportsApi } from "./exports.ts";
import { FilesApi } from "./files.ts";
import { Http, type HttpOptions } from "./http.ts";
import { ImportsApi } from "./imports.ts";
import { InboxApi } from "./inbox.ts";
import { KeysApi } from "./keys.ts";
import { MessagesApi } from "./messages.ts";
import { PagesApi } from "./pages.ts";
import { ProjectsApi } from "./projects.ts";
import { RoomsApi } from "./rooms.ts";
import { SessionsApi } from "./sessions.ts";
import { TasksApi } from "./tasks.ts";
import { WorkspacesApi } from "./workspaces.ts";

/** The HTTP API, by noun. */
export interface Api {
  origin: string;
  account: AccountApi;
  sessions: SessionsApi;
  keys: KeysApi;
  workspaces: WorkspacesApi;
  audit: AuditApi;
  exports: ExportsApi;
  pages: PagesApi;
  projects: ProjectsApi;
  imports: ImportsApi;
  tasks: TasksApi;
  docs: DocsApi;
  conversations: ConversationsApi;
  messages: MessagesApi;
  files: FilesApi;
  inbox: InboxApi;
  rooms: RoomsApi;
}

/** The HTTP API of the server at `origin`. */
export function apiOf(options: HttpOptions): Api {
  const http = new Http(options);
  return {
    origin: http.origin,
    account: new AccountApi(http),
    sessions: new SessionsApi(http),
    keys: new KeysApi(http),
    workspaces: new WorkspacesApi(http),
    audit: new AuditApi(http),
    exports: new ExportsApi(http),
    pages: new PagesApi(http),
    projects: new ProjectsApi(http),
    imports: new ImportsApi(http),
    tasks: new TasksApi(http),
    docs: new DocsApi(http),
    conversations: new ConversationsApi(http),
    messages: new MessagesApi(http),
    files: new FilesApi(http),
    inbox: new InboxApi(http),
    rooms: new RoomsApi(http),
  };
}
