import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent as lazily,
  redirect,
} from "@tanstack/react-router";
import { z } from "zod";
import { ReturnTo } from "../features/account/return-to.ts";
import { SignedIn } from "../features/account/signed-in.tsx";
import { ConversationSearch } from "../features/conversation/search.ts";
import { HistorySearch } from "../features/history/look.ts";
import { ImportSearch } from "../features/import/steps.ts";
import { InboxSearch } from "../features/inbox/search.ts";
import { AuditSearch } from "../features/settings/audit/search.ts";
import { BoardSearch } from "../features/views/search.ts";
import { App } from "./app.tsx";
import { Crashed } from "./crashed.tsx";
import { parseSearch, stringifySearch } from "./search.ts";

/*
 * Every address of the app. A page is loaded when it is first visited; to add one, make its route beside its siblings
 * and name it in the tree below.
 */

const root = createRootRoute({ component: App });
const under = () => root;

/** What a provider's sign-in says when it comes back without having worked. */
const Failed = z.object({ error: z.string().optional().catch(undefined) });

const signIn = createRoute({
  getParentRoute: under,
  path: "/sign-in",
  validateSearch: (search) => ReturnTo.extend(Failed.shape).parse(search),
  component: lazily(() => import("./sign-in.tsx"), "SignInRoute"),
});
const signUp = createRoute({
  getParentRoute: under,
  path: "/sign-up",
  validateSearch: (search) => ReturnTo.extend(Failed.shape).parse(search),
  component: lazily(() => import("./sign-up.tsx"), "SignUpRoute"),
});
const forgotPassword = createRoute({
  getParentRoute: under,
  path: "/forgot-password",
  component: lazily(() => import("./forgot-password.tsx"), "ForgotPasswordRoute"),
});
const resetPassword = createRoute({
  getParentRoute: under,
  path: "/reset-password",
  validateSearch: (search) => Failed.extend({ token: z.string().optional().catch(undefined) }).parse(search),
  component: lazily(() => import("./reset-password.tsx"), "ResetPasswordRoute"),
});
const invitation = createRoute({
  getParentRoute: under,
  path: "/invitations/$token",
  component: lazily(() => import("./invitation.tsx"), "InvitationRoute"),
});

/** Straight on into a workspace, or to the making of a new one. */
const WorkspacesSearch = z.object({
  go: z.literal("in").optional().catch(undefined),
  make: z.literal("new").optional().catch(undefined),
});

/** Lets users through and sends everyone else to sign in. */
const signedIn = createRoute({ getParentRoute: under, id: "in", component: SignedIn });
const inside = () => signedIn;

const workspaces = createRoute({
  getParentRoute: inside,
  path: "/",
  validateSearch: (search) => WorkspacesSearch.parse(search),
  component: lazily(() => import("./workspaces.tsx"), "WorkspacesRoute"),
});

const account = createRoute({
  getParentRoute: inside,
  path: "/account",
  validateSearch: (search) => Failed.extend({ w: z.uuid().optional().catch(undefined) }).parse(search),
  component: lazily(() => import("./account.tsx"), "AccountRoute"),
});
const inAccount = () => account;

const accountHome = createRoute({
  getParentRoute: inAccount,
  path: "/",
  component: lazily(() => import("./account.tsx"), "AccountHomeRoute"),
});
const profile = createRoute({
  getParentRoute: inAccount,
  path: "profile",
  component: lazily(() => import("./account.tsx"), "ProfileRoute"),
});
const sessions = createRoute({
  getParentRoute: inAccount,
  path: "sessions",
  component: lazily(() => import("./account.tsx"), "SessionsRoute"),
});
const keys = createRoute({
  getParentRoute: inAccount,
  path: "keys",
  component: lazily(() => import("./account.tsx"), "KeysRoute"),
});
const appearance = createRoute({
  getParentRoute: inAccount,
  path: "appearance",
  component: lazily(() => import("./account.tsx"), "AppearanceRoute"),
});

const notifications = createRoute({
  getParentRoute: inAccount,
  path: "notifications",
  component: lazily(() => import("./notifications.tsx"), "NotificationsRoute"),
});

const workspace = createRoute({
  getParentRoute: inside,
  path: "/w/$workspace",
  component: lazily(() => import("./workspace.tsx"), "WorkspaceRoute"),
});
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

const project = createRoute({
  getParentRoute: inWorkspace,
  path: "projects/$project",
  validateSearch: (search) => BoardSearch.parse(search),
  component: lazily(() => import("./project.tsx"), "ProjectRoute"),
});
const inProject = () => project;

const projectBoard = createRoute({
  getParentRoute: inProject,
  id: "board",
  component: lazily(() => import("./project-board.tsx"), "ProjectBoardRoute"),
});
const onBoard = () => projectBoard;

const justBoard = createRoute({ getParentRoute: onBoard, path: "/" });
const task = createRoute({
  getParentRoute: onBoard,
  path: "tasks/$task",
  component: lazily(() => import("./task.tsx"), "TaskRoute"),
});
const taskHistory = createRoute({
  getParentRoute: onBoard,
  path: "tasks/$task/history",
  component: lazily(() => import("./task-history.tsx"), "TaskHistoryRoute"),
});
const descriptionHistory = createRoute({
  getParentRoute: inProject,
  path: "tasks/$task/description/history",
  validateSearch: (search) => HistorySearch.parse(search),
  component: lazily(() => import("./description-history.tsx"), "DescriptionHistoryRoute"),
});
const archive = createRoute({
  getParentRoute: inProject,
  path: "archive",
  component: lazily(() => import("./archive.tsx"), "ArchiveRoute"),
});

const projectSettings = createRoute({
  getParentRoute: inProject,
  path: "settings/$section",
  component: lazily(() => import("./project-settings.tsx"), "ProjectSettingsRoute"),
});
const projectImport = createRoute({
  getParentRoute: inProject,
  path: "import",
  validateSearch: (search) => ImportSearch.parse(search),
  component: lazily(() => import("./project-import.tsx"), "ProjectImportRoute"),
});

const tree = root.addChildren([
  signIn,
  signUp,
  forgotPassword,
  resetPassword,
  invitation,
  signedIn.addChildren([
    workspaces,
    account.addChildren([accountHome, profile, notifications, sessions, keys, appearance]),
    workspace.addChildren([
      workspaceHome,
      myTasks,
      messageSearch,
      saved,
      inbox,
      channels,
      conversation,
      page,
      pageHistory,
      people,
      workspaceSettings.addChildren([workspaceSettingsHome, general, members, invitations, audit]),
      project.addChildren([
        projectBoard.addChildren([justBoard, task, taskHistory]),
        descriptionHistory,
        archive,
        projectSettings,
        projectImport,
      ]),
    ]),
  ]),
]);

/** The router over every address of the app. */
export const router = createRouter({
  routeTree: tree,
  parseSearch,
  stringifySearch,
  // A page is fetched once somebody means to go there; its data are the rooms'.
  defaultPreload: "intent",
  defaultErrorComponent: Crashed,
  defaultNotFoundComponent: lazily(() => import("./not-found.tsx"), "NotFoundRoute"),
  notFoundMode: "root",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
