import { createRootRoute, createRoute, lazyRouteComponent as lazily } from "@tanstack/react-router";
import { SignedIn } from "../features/account/signed-in.tsx";
import { App } from "./app.tsx";

/** What every address lies under. */
export const root = createRootRoute({ component: App });

/** Lets users through and sends everyone else to sign in. */
export const signedIn = createRoute({ getParentRoute: () => root, id: "in", component: SignedIn });

/** One workspace, around all that is in it. */
export const workspace = createRoute({
  getParentRoute: () => signedIn,
  path: "/w/$workspace",
  component: lazily(() => import("./workspace.tsx"), "WorkspaceRoute"),
});
