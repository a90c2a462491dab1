import { createRootRoute, createRoute, createRouter, lazyRouteComponent as lazily } from "@tanstack/react-router";
import { z } from "zod";
import { ReturnTo } from "../features/account/return-to.ts";
import { SignedIn } from "../features/account/signed-in.tsx";
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

/** Lets users through and sends everyone else to sign in. */
const signedIn = createRoute({ getParentRoute: under, id: "in", component: SignedIn });
const inside = () => signedIn;

const workspaces = createRoute({
  getParentRoute: inside,
  path: "/",
  component: lazily(() => import("./workspaces.tsx"), "WorkspacesRoute"),
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
const page = createRoute({
  getParentRoute: inWorkspace,
  path: "p/$page",
  component: lazily(() => import("./page.tsx"), "PageRoute"),
});
const people = createRoute({
  getParentRoute: inWorkspace,
  path: "people",
  component: lazily(() => import("./people.tsx"), "PeopleRoute"),
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
const archive = createRoute({
  getParentRoute: onBoard,
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
    workspace.addChildren([
      workspaceHome,
      page,
      people,
      project.addChildren([projectBoard.addChildren([justBoard, task, archive]), projectSettings, projectImport]),
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
