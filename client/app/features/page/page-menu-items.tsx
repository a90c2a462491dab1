import { useNavigate } from "@tanstack/react-router";
import { Copy, FileDown, FilePlus, FolderInput, History, Link2, Pencil, Share2, Trash2 } from "lucide-react";
import type { Page } from "../../../../durable-objects/workspace/protocol.ts";
import { MenuItem, MenuLine } from "../../design/menu.tsx";
import { makesPages, managesPeople, useWorkspace } from "../workspace/workspace.tsx";
import { usePageActs } from "./page-acts.ts";
import type { PageQuestion } from "./page-question.tsx";

export interface PageMenuItemsProps {
  page: Page;
  /** Asks what must be answered first, in a dialog that outlives the menu. */
  onAsk: (question: PageQuestion) => void;
  onRename: () => void;
  onAdd: () => void;
}

/** What can be done with a page, in the tree and on the page itself. */
export function PageMenuItems({ page, onAsk, onRename, onAdd }: PageMenuItemsProps) {
  const { id: workspace, role } = useWorkspace();
  const { copyLink, exportText, duplicate } = usePageActs();
  const navigate = useNavigate();
  const makes = makesPages(role);
  return (
    <>
      {makes ? (
        <>
          <MenuItem icon={FilePlus} onSelect={onAdd}>
            Add a page in it
          </MenuItem>
          <MenuItem icon={Pencil} shortcut="F2" onSelect={onRename}>
            Rename
          </MenuItem>
          <MenuItem icon={FolderInput} onSelect={() => onAsk({ act: "move", page })}>
            Move to…
          </MenuItem>
          <MenuItem icon={Copy} onSelect={() => void duplicate(page)}>
            Duplicate
          </MenuItem>
          <MenuLine />
        </>
      ) : null}
      <MenuItem icon={Link2} onSelect={() => copyLink(page)}>
        Copy link
      </MenuItem>
      {managesPeople(role) ? (
        <MenuItem icon={Share2} onSelect={() => onAsk({ act: "share", page })}>
          Share with guests…
        </MenuItem>
      ) : null}
      <MenuItem
        icon={History}
        onSelect={() => void navigate({ to: "/w/$workspace/p/$page/history", params: { workspace, page: page.id } })}
      >
        History
      </MenuItem>
      <MenuItem icon={FileDown} onSelect={() => void exportText(page)}>
        Export as Markdown
      </MenuItem>
      {makes ? (
        <>
          <MenuLine />
          <MenuItem icon={Trash2} danger onSelect={() => onAsk({ act: "delete", page })}>
            Delete…
          </MenuItem>
        </>
      ) : null}
    </>
  );
}
