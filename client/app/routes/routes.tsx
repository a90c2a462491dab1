import { createBrowserRouter, Outlet } from "react-router";
import { SignedIn } from "../features/account/signed-in.tsx";
import { Crashed } from "./crashed.tsx";

/** Every address of the app; each page is loaded when it is first visited. */
export const router = createBrowserRouter([
  {
    element: <Outlet />,
    errorElement: <Crashed />,
    hydrateFallbackElement: <></>,
    children: [
      { path: "/sign-in", lazy: () => import("./sign-in.tsx") },
      { path: "/sign-up", lazy: () => import("./sign-up.tsx") },
      { path: "/forgot-password", lazy: () => import("./forgot-password.tsx") },
      { path: "/reset-password", lazy: () => import("./reset-password.tsx") },
      { path: "/invitations/:token", lazy: () => import("./invitation.tsx") },
      {
        element: <SignedIn />,
        children: [
          { index: true, lazy: () => import("./workspaces.tsx") },
          {
            path: "/w/:workspace",
            lazy: () => import("./workspace.tsx"),
            children: [
              { index: true, lazy: () => import("./workspace-home.tsx") },
              { path: "p/:page", lazy: () => import("./page.tsx") },
              {
                path: "projects/:project",
                lazy: () => import("./project.tsx"),
                children: [
                  { path: "tasks/:task", lazy: () => import("./task.tsx") },
                  { path: "archive", lazy: () => import("./archive.tsx") },
                ],
              },
              { path: "people", lazy: () => import("./people.tsx") },
            ],
          },
        ],
      },
      { path: "*", lazy: () => import("./not-found.tsx") },
    ],
  },
]);
