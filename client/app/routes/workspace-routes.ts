import { createRoute, lazyRouteComponent as lazily, redirect } from "@tanstack/react-router";
import { z } from "zod";
import { ConversationSearch } from "../features/conversation/search.ts";
import { HistorySearch } from "../features/history/look.ts";
import { InboxSearch } from "../features/inbox/search.ts";
import { AuditSearch } from "../features/settings/audit/search.ts";
import { workspace } from "./parents.ts";
import { projectRoutes } from "./project-routes.ts";

const inWorkspace = () => workspace;

const workspaceHome = createRoute({
  getParentRoute: inWorkspace,
  path: "/",
  component: lazily(() => import("./workspace-home.tsx"), "WorkspaceHomeRoute"),
});
const myTasks = createRoute({
  getParentRoute: inWorkspace,
  path: "my-tasks",
  validateSearch: (search) => z.object({ of: z.enum(["here", "all"]).optional().catch(undefined) }).parse(search),
  component: lazily(() => import("./my-tasks.tsx"), "MyTasksRoute"),
});
const inbox = createRoute({
  getParentRoute: inWorkspace,
  path: "inbox",
  validateSearch: (search) => InboxSearch.parse(search),
  component: lazily(() => import("./inbox.tsx"), "InboxRoute"),
});
const calls = createRoute({
  getParentRoute: inWorkspace,
  path: "calls",
  component: lazily(() => import("./calls.tsx"), "CallsRoute"),
});
const call = createRoute({
  getParentRoute: inWorkspace,
  path: "calls/$call",
  component: lazily(() => import("./call.tsx"), "CallRoute"),
});
const channels = createRoute({
  getParentRoute: inWorkspace,
  path: "channels",
  component: lazily(() => import("./channels.tsx"), "ChannelsRoute"),
});
const conversation = createRoute({
  getParentRoute: inWorkspace,
  path: "c/$conversation",
  validateSearch: (search) => ConversationSearch.parse(search),
  component: lazily(() => import("./conversation.tsx"), "ConversationRoute"),
});
const messageSearch = createRoute({
  getParentRoute: inWorkspace,
  path: "search",
  validateSearch: (search) => z.object({ q: z.string().optional().catch(undefined) }).parse(search),
  component: lazily(() => import("./message-search.tsx"), "MessageSearchRoute"),
});
const saved = createRoute({
  getParentRoute: inWorkspace,
  path: "saved",
  component: lazily(() => import("./saved.tsx"), "SavedRoute"),
});
const page = createRoute({
  getParentRoute: inWorkspace,
  path: "p/$page",
  validateSearch: (search) => z.object({ comments: z.literal("open").optional().catch(undefined) }).parse(search),
  component: lazily(() => import("./page.tsx"), "PageRoute"),
});
const pageHistory = createRoute({
  getParentRoute: inWorkspace,
  path: "p/$page/history",
  validateSearch: (search) => HistorySearch.parse(search),
  component: lazily(() => import("./page-history.tsx"), "PageHistoryRoute"),
});
/** Where members and invitations were once. */
const people = createRoute({
  getParentRoute: inWorkspace,
  path: "people",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/w/$workspace/settings/members", params, replace: true });
  },
});

const workspaceSettings = createRoute({
  getParentRoute: inWorkspace,
  path: "settings",
  component: lazily(() => import("./workspace-settings.tsx"), "WorkspaceSettingsRoute"),
});
const inWorkspaceSettings = () => workspaceSettings;

const workspaceSettingsHome = createRoute({
  getParentRoute: inWorkspaceSettings,
  path: "/",
  component: lazily(() => import("./workspace-settings.tsx"), "WorkspaceSettingsHomeRoute"),
});
const general = createRoute({
  getParentRoute: inWorkspaceSettings,
  path: "general",
  component: lazily(() => import("./workspace-settings.tsx"), "GeneralRoute"),
});
const members = createRoute({
  getParentRoute: inWorkspaceSettings,
  path: "members",
  component: lazily(() => import("./workspace-settings.tsx"), "MembersRoute"),
});
const invitations = createRoute({
  getParentRoute: inWorkspaceSettings,
  path: "invitations",
  component: lazily(() => import("./workspace-settings.tsx"), "InvitationsRoute"),
});
const audit = createRoute({
  getParentRoute: inWorkspaceSettings,
  path: "audit",
  validateSearch: (search) => AuditSearch.parse(search),
  component: lazily(() => import("./workspace-settings.tsx"), "AuditRoute"),
});

/** The addresses of a workspace. */
export const workspaceRoutes = workspace.addChildren([
  workspaceHome,
  myTasks,
  messageSearch,
  saved,
  inbox,
  calls,
  call,
  channels,
  conversation,
  page,
  pageHistory,
  people,
  workspaceSettings.addChildren([workspaceSettingsHome, general, members, invitations, audit]),
  projectRoutes,
]);
