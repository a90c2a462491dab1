import { Menu, PanelLeft, Search } from "lucide-react";
import { useObserved } from "../../../react/observed.ts";
import { IconButton } from "../../design/icon-button.tsx";
import { openPalette } from "../palette/asking.ts";
import { drawer, sidebarPlace } from "./sidebar-state.ts";
import { useWorkspace } from "./workspace.tsx";

/** Above the page on a phone: the way to everything else. It takes its own place and so covers nothing. */
export function PhoneBar() {
  const { state } = useWorkspace();
  return (
    <header className="flex h-12 shrink-0 items-center gap-1 border-b border-line bg-sunk px-1 md:hidden">
      <IconButton icon={Menu} label="Open the sidebar" onClick={() => drawer.set("open")} />
      <span className="min-w-0 flex-1 truncate text-center font-semibold" dir="auto">
        {state.workspace.name}
      </span>
      <IconButton icon={Search} label="Search and commands" onClick={openPalette} />
    </header>
  );
}

/** Brings a hidden sidebar back; for the head of a page, where there is room for a sidebar. */
export function SidebarReturn() {
  const place = useObserved(sidebarPlace);
  if (place === "shown") return null;
  return (
    <IconButton
      icon={PanelLeft}
      label="Show the sidebar"
      shortcut="["
      size="sm"
      className="absolute start-2 top-2 z-10 max-md:hidden"
      onClick={() => sidebarPlace.set("shown")}
    />
  );
}
