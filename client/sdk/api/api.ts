import { AccountApi } from "./account.ts";
import type { AuditApi } from "./audit.ts";
import type { CallsApi } from "./calls.ts";
import type { ConversationsApi } from "./conversations.ts";
import type { DocsApi } from "./docs.ts";
import type { ExportsApi } from "./exports.ts";
import { FilesApi } from "./files.ts";
import { Http, type HttpOptions } from "./http.ts";
import type { ImportsApi } from "./imports.ts";
import type { InboxApi } from "./inbox.ts";
import type { KeysApi } from "./keys.ts";
import { type Late, late } from "./late.ts";
import type { MessagesApi } from "./messages.ts";
import type { PagesApi } from "./pages.ts";
import type { ProjectsApi } from "./projects.ts";
import { RoomsApi } from "./rooms.ts";
import type { SessionsApi } from "./sessions.ts";
import type { TasksApi } from "./tasks.ts";
import { WorkspacesApi } from "./workspaces.ts";

/** The HTTP API, by noun. Those that no page begins with are loaded when they are first asked something. */
export interface Api {
  origin: string;
  account: AccountApi;
  sessions: Late<SessionsApi>;
  keys: Late<KeysApi>;
  workspaces: WorkspacesApi;
  audit: Late<AuditApi>;
  exports: Late<ExportsApi>;
  pages: Late<PagesApi>;
  projects: Late<ProjectsApi>;
  imports: Late<ImportsApi>;
  tasks: Late<TasksApi>;
  docs: Late<DocsApi>;
  calls: Late<CallsApi>;
  conversations: Late<ConversationsApi>;
  messages: Late<MessagesApi>;
  files: FilesApi;
  inbox: Late<InboxApi>;
  rooms: RoomsApi;
}

/** The HTTP API of the server at `origin`. */
export function apiOf(options: HttpOptions): Api {
  const http = new Http(options);
  return {
    origin: http.origin,
    account: new AccountApi(http),
    sessions: late(async () => new (await import("./sessions.ts")).SessionsApi(http)),
    keys: late(async () => new (await import("./keys.ts")).KeysApi(http)),
    workspaces: new WorkspacesApi(http),
    audit: late(async () => new (await import("./audit.ts")).AuditApi(http)),
    exports: late(async () => new (await import("./exports.ts")).ExportsApi(http)),
    pages: late(async () => new (await import("./pages.ts")).PagesApi(http)),
    projects: late(async () => new (await import("./projects.ts")).ProjectsApi(http)),
    imports: late(async () => new (await import("./imports.ts")).ImportsApi(http)),
    tasks: late(async () => new (await import("./tasks.ts")).TasksApi(http)),
    docs: late(async () => new (await import("./docs.ts")).DocsApi(http)),
    calls: late(async () => new (await import("./calls.ts")).CallsApi(http)),
    conversations: late(async () => new (await import("./conversations.ts")).ConversationsApi(http)),
    messages: late(async () => new (await import("./messages.ts")).MessagesApi(http)),
    files: new FilesApi(http),
    inbox: late(async () => new (await import("./inbox.ts")).InboxApi(http)),
    rooms: new RoomsApi(http),
  };
}
