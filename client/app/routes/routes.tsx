import { createRoute, createRouter, lazyRouteComponent as lazily } from "@tanstack/react-router";
import { z } from "zod";
import { accountRoutes, entryRoutes } from "./account-routes.ts";
import { Crashed } from "./crashed.tsx";
import { root, signedIn } from "./parents.ts";
import { parseSearch, stringifySearch } from "./search.ts";
import { workspaceRoutes } from "./workspace-routes.ts";

/*
 * Every address of the app. A page is loaded when it is first visited; to add one, make its route beside its siblings
 * and name it among them.
 */

/** Straight on into a workspace, or to the making of a new one. */
const WorkspacesSearch = z.object({
  go: z.literal("in").optional().catch(undefined),
  make: z.literal("new").optional().catch(undefined),
});

const workspaces = createRoute({
  getParentRoute: () => signedIn,
  path: "/",
  validateSearch: (search) => WorkspacesSearch.parse(search),
  component: lazily(() => import("./workspaces.tsx"), "WorkspacesRoute"),
});

const tree = root.addChildren([...entryRoutes, signedIn.addChildren([workspaces, accountRoutes, workspaceRoutes])]);

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
