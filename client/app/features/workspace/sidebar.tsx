import { Link } from "@tanstack/react-router";
import { CircleHelp, Inbox, ListChecks, PanelLeftClose, Search, UsersRound } from "lucide-react";
import { Suspense } from "react";
import { IconButton } from "../../design/icon-button.tsx";
import { Kbd } from "../../design/kbd.tsx";
import { Skeleton } from "../../design/waiting.tsx";
import { SaveStatus } from "../../offline/status/save-status.tsx";
import { openPalette } from "../palette/asking.ts";
import { HelpButton } from "../shortcuts/help-button.tsx";
import { CallsEntry, Conversations, HintCard, InboxBadge, InboxBell } from "./later.ts";
import { PagesSection } from "./pages-section.tsx";
import { Present } from "./present.tsx";
import { ProjectList } from "./project-list.tsx";
import { SIDEBAR_LINK } from "./sidebar-link.ts";
import { toggleSidebar } from "./sidebar-state.ts";
import { useWorkspace } from "./workspace.tsx";
import { WorkspaceSwitcher } from "./workspace-switcher.tsx";

/** The workspace at a glance: its projects, conversations and pages, who is here, and the way to everything else. */
export function Sidebar() {
  const { id } = useWorkspace();
  const params = { workspace: id };
  return (
    <nav className="flex h-full flex-col bg-sunk" aria-label="Workspace">
      <div className="grid grid-cols-1 gap-2 p-2">
        <div className="flex items-center gap-1">
          <WorkspaceSwitcher />
          <Suspense>
            <InboxBell />
          </Suspense>
          <IconButton
            icon={PanelLeftClose}
            label="Hide the sidebar"
            shortcut="["
            size="sm"
            className="rtl:-scale-x-100"
            onClick={toggleSidebar}
          />
        </div>
        <button
          type="button"
          onClick={openPalette}
          className="control flex items-center gap-2 rounded-md border border-line bg-raised px-2 text-start text-sm text-quiet transition-colors duration-quick hover:border-line-strong hover:text-ink"
        >
          <Search aria-hidden className="size-4 shrink-0" />
          <span className="flex-1 truncate">Search or do…</span>
          <span className="pointer-coarse:hidden">
            <Kbd keys="mod+k" />
          </span>
        </button>
        <div className="grid grid-cols-1 gap-px">
          <Link to="/w/$workspace/inbox" params={params} className={SIDEBAR_LINK}>
            <Inbox aria-hidden />
            Inbox
            <Suspense>
              <InboxBadge />
            </Suspense>
          </Link>
          <Link to="/w/$workspace/my-tasks" params={params} className={SIDEBAR_LINK}>
            <ListChecks aria-hidden />
            My tasks
          </Link>
          <Suspense fallback={<span className="min-h-8 pointer-coarse:min-h-11" />}>
            <CallsEntry />
          </Suspense>
        </div>
      </div>
      <div className="grid min-h-0 flex-1 grid-cols-1 content-start gap-4 overflow-y-auto overscroll-contain px-2 pb-4">
        <ProjectList />
        <Suspense fallback={<Skeleton className="h-48" />}>
          <Conversations />
        </Suspense>
        <PagesSection />
      </div>
      <div className="px-2 pb-2 empty:hidden">
        <Suspense>
          <HintCard />
        </Suspense>
      </div>
      <div className="grid grid-cols-1 gap-1 border-t border-line p-2">
        <Present />
        <Link to="/w/$workspace/settings/members" params={params} className={SIDEBAR_LINK}>
          <UsersRound aria-hidden />
          Members and settings
        </Link>
        <div className="flex items-center justify-between ps-2">
          <SaveStatus />
          <HelpButton icon={CircleHelp} />
        </div>
      </div>
    </nav>
  );
}
