import { PanelLeftOpen, Search } from "lucide-react";
import { Suspense } from "react";
import { IconButton } from "../../design/icon-button.tsx";
import { SaveMark } from "../../offline/status/save-status.tsx";
import { openPalette } from "../palette/asking.ts";
import { InboxBell } from "./later.ts";
import { sidebarPlace } from "./sidebar-state.ts";

/** What is left of a hidden sidebar, where there is room for one: the way to it, and past it. */
export function SidebarRail() {
  return (
    <div className="flex w-11 shrink-0 flex-col items-center gap-1 border-e border-line bg-sunk py-2 max-md:hidden">
      <IconButton
        icon={PanelLeftOpen}
        label="Show the sidebar"
        shortcut="["
        className="rtl:-scale-x-100"
        onClick={() => sidebarPlace.set("shown")}
      />
      <IconButton icon={Search} label="Search and commands" shortcut="mod+k" onClick={openPalette} />
      <Suspense>
        <InboxBell />
      </Suspense>
      <span className="flex-1" />
      <SaveMark />
    </div>
  );
}
