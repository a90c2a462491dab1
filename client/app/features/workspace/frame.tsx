import { useRouterState } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useEffect } from "react";
import { useObserved } from "../../../react/observed.ts";
import { useLoadedAhead } from "../../offline/loading-ahead.ts";
import { PhoneBar } from "./phone-bar.tsx";
import { Sidebar } from "./sidebar.tsx";
import { SidebarRail } from "./sidebar-rail.tsx";
import { drawer, sidebarPlace } from "./sidebar-state.ts";

const loadDrawer = async () => ({ default: (await import("./open-drawer.tsx")).OpenDrawer });
const OpenDrawer = lazy(loadDrawer);

/** Around the pages of a workspace: its sidebar beside them, or over them where there is no room. */
export function Frame({ children }: { children: ReactNode }) {
  const place = useObserved(sidebarPlace);
  return (
    <div className="flex h-dvh overflow-hidden bg-paper text-base">
      <a
        href="#content"
        className="fixed start-2 top-2 z-50 -translate-y-20 rounded-md bg-accent px-3 py-2 text-accent-ink focus:translate-y-0"
      >
        Skip to the page
      </a>
      {place === "shown" ? (
        <div className="w-60 shrink-0 border-e border-line max-md:hidden">
          <Sidebar />
        </div>
      ) : (
        <SidebarRail />
      )}
      <Drawer />
      <div className="flex min-w-0 flex-1 flex-col">
        <PhoneBar />
        {children}
      </div>
    </div>
  );
}

/** Where a page stands: what is longer than it scrolls here. */
export function PageGround({ children }: { children: ReactNode }) {
  return (
    <div
      id="content"
      tabIndex={-1}
      data-scroll-restoration-id="content"
      className="flex min-h-0 flex-1 flex-col overflow-y-auto outline-none"
    >
      {children}
    </div>
  );
}

/** The sidebar over the page, until one has gone somewhere. */
function Drawer() {
  const now = useObserved(drawer);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is what closes it
  useEffect(() => drawer.set("closed"), [path]);
  useLoadedAhead(loadDrawer);
  return (
    <Suspense>
      {now === "open" ? (
        <OpenDrawer onClose={() => drawer.set("closed")}>
          <Sidebar />
        </OpenDrawer>
      ) : null}
    </Suspense>
  );
}
