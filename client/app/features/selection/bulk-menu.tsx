import { Archive, ClipboardList, Ellipsis, FolderInput, Trash } from "lucide-react";
import { useState } from "react";
import { useProjects } from "../../../react/board.ts";
import { Confirm } from "../../design/dialog.tsx";
import { IconButton } from "../../design/icon-button.tsx";
import { Menu, MenuItem, MenuLine, MenuSub } from "../../design/menu.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import type { Bulk } from "./use-bulk.ts";

/** What is done seldom with many tasks. */
export function BulkMenu({ bulk }: { bulk: Bulk }) {
  const { room } = useWorkspace();
  const { project, mayWrite } = useBoardPage();
  const [deleting, setDeleting] = useState(false);
  const others = useProjects(room).filter(({ id, archivedAt }) => id !== project.id && archivedAt === null);
  return (
    <>
      <Menu
        label="More to do with them"
        align="end"
        trigger={<IconButton icon={Ellipsis} size="sm" label="More to do with them" />}
      >
        <MenuItem icon={ClipboardList} onSelect={bulk.copy}>
          Copy as a list
        </MenuItem>
        {mayWrite ? (
          <>
            {others.length > 0 ? (
              <MenuSub icon={FolderInput} label="Move to another project">
                {others.map((other) => (
                  <MenuItem key={other.id} onSelect={() => void bulk.moveAway(other)}>
                    <span dir="auto">{other.name}</span>
                  </MenuItem>
                ))}
              </MenuSub>
            ) : null}
            <MenuLine />
            <MenuItem icon={Archive} onSelect={bulk.archive}>
              Archive
            </MenuItem>
            <MenuItem icon={Trash} danger onSelect={() => setDeleting(true)}>
              Delete…
            </MenuItem>
          </>
        ) : null}
      </Menu>
      {deleting ? (
        <Confirm
          title={`Delete ${bulk.count}?`}
          confirm="Delete for ever"
          onConfirm={() => {
            setDeleting(false);
            void bulk.remove();
          }}
          onCancel={() => setDeleting(false)}
        >
          <p>They and their descriptions are deleted for everyone. This cannot be undone; archiving them can.</p>
        </Confirm>
      ) : null}
    </>
  );
}
