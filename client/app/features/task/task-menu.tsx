import { useNavigate } from "@tanstack/react-router";
import { Archive, ArrowRightLeft, Bell, BellOff, Copy, Ellipsis, Hash, History, Link2, Trash2 } from "lucide-react";
import { IconButton } from "../../design/icon-button.tsx";
import { Menu, MenuItem, MenuLine } from "../../design/menu.tsx";
import { useSignedIn } from "../account/signed-in.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import { historyAddress } from "./history/address.ts";
import type { TaskDeeds } from "./task-deeds.tsx";

/** What can be done with a task as a whole. */
export function TaskMenu({ deeds }: { deeds: TaskDeeds }) {
  const { task } = deeds;
  const { id: workspace } = useWorkspace();
  const { project, mayWrite } = useBoardPage();
  const { me } = useSignedIn();
  const navigate = useNavigate();
  const follows = task.followers.includes(me.id);
  return (
    <Menu
      label={`More of ${task.key}`}
      align="end"
      trigger={<IconButton icon={Ellipsis} label={`More of ${task.key}`} />}
    >
      <MenuItem icon={Link2} shortcut="mod+shift+c" onSelect={deeds.copyLink}>
        Copy link
      </MenuItem>
      <MenuItem icon={Hash} onSelect={deeds.copyKey}>
        Copy {task.key}
      </MenuItem>
      <MenuItem icon={follows ? BellOff : Bell} onSelect={deeds.toggleFollowing}>
        {follows ? "Follow no more" : "Follow"}
      </MenuItem>
      <MenuItem icon={History} onSelect={() => void navigate(historyAddress(workspace, project, task))}>
        History
      </MenuItem>
      {mayWrite ? (
        <>
          <MenuLine />
          <MenuItem icon={Copy} onSelect={deeds.duplicate}>
            Duplicate
          </MenuItem>
          <MenuItem icon={ArrowRightLeft} shortcut="m" onSelect={deeds.askToMove}>
            Move to another project…
          </MenuItem>
          <MenuItem icon={Archive} onSelect={deeds.archive}>
            Archive
          </MenuItem>
          <MenuLine />
          <MenuItem icon={Trash2} danger onSelect={deeds.askToDelete}>
            Delete…
          </MenuItem>
        </>
      ) : null}
    </Menu>
  );
}
