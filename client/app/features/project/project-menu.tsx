import { Link, useNavigate } from "@tanstack/react-router";
import { clsx } from "clsx";
import { Archive, Download, Ellipsis, Link as LinkIcon, Settings, Upload, Users } from "lucide-react";
import type { Project } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useCopying } from "../../design/copying.ts";
import { IconButton, iconButtonClass } from "../../design/icon-button.tsx";
import { Menu, MenuItem, MenuLine } from "../../design/menu.tsx";
import { Tooltip } from "../../design/tooltip.tsx";
import { boardAddress } from "../board/addresses.ts";
import { useBoardPage } from "../board/board-page.tsx";
import { useCommand } from "../shortcuts/use-command.ts";
import { useWorkspace } from "../workspace/workspace.tsx";

/** The ways to all that a project has beside its board. */
export function ProjectMenu({ project }: { project: Project }) {
  const { id: workspace } = useWorkspace();
  const { mayWrite } = useBoardPage();
  const navigate = useNavigate();
  const copy = useCopying();
  const params = { workspace, project: project.key };
  const copyLink = () => copy(window.location.href, "The link to what you see");
  const toSection = (section: string) => () =>
    void navigate({ to: "/w/$workspace/projects/$project/settings/$section", params: { ...params, section } });
  const toArchive = () =>
    void navigate({ ...boardAddress(workspace, project), to: "/w/$workspace/projects/$project/archive" });
  const toImport = () => void navigate({ to: "/w/$workspace/projects/$project/import", params });
  useCommand({
    id: "project:link",
    group: "board",
    words: "Copy the link to this view",
    icon: LinkIcon,
    run: copyLink,
  });
  useCommand({
    id: "project:settings",
    group: "board",
    words: "Project settings",
    icon: Settings,
    run: toSection("general"),
  });
  return (
    <>
      <Tooltip label="Archive of tasks">
        <Link
          {...boardAddress(workspace, project)}
          to="/w/$workspace/projects/$project/archive"
          aria-label="Archive of tasks"
          className={clsx(iconButtonClass(), "max-md:hidden")}
        >
          <Archive aria-hidden />
        </Link>
      </Tooltip>
      <Menu label="This project" align="end" trigger={<IconButton icon={Ellipsis} label="This project" />}>
        <MenuItem icon={LinkIcon} onSelect={copyLink}>
          Copy the link to this view
        </MenuItem>
        <MenuItem icon={Archive} onSelect={toArchive}>
          Archive of tasks
        </MenuItem>
        <MenuLine />
        <MenuItem icon={Settings} onSelect={toSection("general")}>
          Project settings
        </MenuItem>
        <MenuItem icon={Users} onSelect={toSection("access")}>
          Who has access
        </MenuItem>
        <MenuLine />
        {mayWrite ? (
          <MenuItem icon={Upload} onSelect={toImport}>
            Import tasks
          </MenuItem>
        ) : null}
        <MenuItem icon={Download} onSelect={toSection("export")}>
          Export
        </MenuItem>
      </Menu>
    </>
  );
}
