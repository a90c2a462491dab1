import { FileDown, FilePlus, FolderInput, Link2, Pencil, Trash2 } from "lucide-react";
import { useCommand } from "../shortcuts/use-command.ts";
import { makesPages, useWorkspace } from "../workspace/workspace.tsx";
import { usePageActs } from "./page-acts.ts";
import type { PageMenuItemsProps } from "./page-menu-items.tsx";

/** Offers what can be done with the page that is open in the palette, too. */
export function usePageCommands({ page, onAsk, onRename, onAdd }: PageMenuItemsProps): void {
  const { role } = useWorkspace();
  const { copyLink, exportText } = usePageActs();
  const when = () => makesPages(role);
  useCommand({ id: "page:add", words: "Add a page in this one", group: "page", icon: FilePlus, when, run: onAdd });
  useCommand({ id: "page:rename", words: "Rename this page", group: "page", icon: Pencil, when, run: onRename });
  useCommand({
    id: "page:move",
    words: "Move this page to…",
    group: "page",
    icon: FolderInput,
    when,
    run: () => onAsk({ act: "move", page }),
  });
  useCommand({
    id: "page:link",
    words: "Copy the link to this page",
    group: "page",
    icon: Link2,
    run: () => copyLink(page),
  });
  useCommand({
    id: "page:export",
    words: "Export this page as Markdown",
    group: "page",
    icon: FileDown,
    run: () => exportText(page),
  });
  useCommand({
    id: "page:delete",
    words: "Delete this page…",
    group: "page",
    icon: Trash2,
    when,
    run: () => onAsk({ act: "delete", page }),
  });
}
