import { Menu, Search } from "lucide-react";
import { Suspense } from "react";
import { IconButton } from "../../design/icon-button.tsx";
import { SaveMark } from "../../offline/status/save-status.tsx";
import { openPalette } from "../palette/asking.ts";
import { InboxBell } from "./later.ts";
import { drawer } from "./sidebar-state.ts";
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
      <SaveMark />
      <Suspense>
        <InboxBell />
      </Suspense>
      <IconButton icon={Search} label="Search and commands" onClick={openPalette} />
    </header>
  );
}
