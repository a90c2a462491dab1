import type { LucideIcon } from "lucide-react";
import { IconButton } from "../../design/icon-button.tsx";
import { sheet } from "./sheet-state.ts";

/** Shows the sheet of keys. */
export function HelpButton({ icon }: { icon: LucideIcon }) {
  return <IconButton icon={icon} label="Keyboard shortcuts" shortcut="?" size="sm" onClick={() => sheet.set("open")} />;
}
