import { useNavigate, useParams } from "@tanstack/react-router";
import { LayoutDashboard, ListChecks, PanelLeft, Settings } from "lucide-react";
import { useMemo } from "react";
import { useProjects } from "../../../react/board.ts";
import { Dot } from "../../design/chip.tsx";
import type { Command } from "../shortcuts/command.ts";
import { useCommand, useCommands } from "../shortcuts/use-command.ts";
import { toggleSidebar } from "./sidebar-state.ts";
import { useWorkspace } from "./workspace.tsx";

/** What keys can do anywhere in a workspace: go to what is in it. */
export function WorkspaceCommands() {
  const { id: workspace } = useWorkspace();
  const navigate = useNavigate();
  useGoToProjects();
  useCommand({
    id: "go:my-tasks",
    words: "My tasks",
    keywords: ["assigned", "due", "today"],
    group: "go",
    icon: ListChecks,
    keys: "g m",
    run: () => navigate({ to: "/w/$workspace/my-tasks", params: { workspace } }),
  });
  useCommand({
    id: "workspace:settings",
    words: "Workspace settings",
    group: "workspace",
    icon: Settings,
    keys: "g s",
    run: () => navigate({ to: "/w/$workspace/settings/general", params: { workspace } }),
  });
  useCommand({
    id: "general:sidebar",
    words: "Show or hide the sidebar",
    group: "general",
    icon: PanelLeft,
    keys: "[",
    run: toggleSidebar,
  });
  return null;
}

/** A command for each project, and keys for the first. */
function useGoToProjects(): void {
  const { id: workspace, room } = useWorkspace();
  const navigate = useNavigate();
  const projects = useProjects(room);
  const { project: open } = useParams({ strict: false });
  const commands = useMemo(
    () =>
      projects
        .filter(({ archivedAt }) => archivedAt === null)
        .map(
          ({ id, key, name, colour }): Command => ({
            id: `project:${id}`,
            words: name,
            keywords: [key, "project", "board"],
            group: "go",
            leading: <Dot colour={colour} />,
            run: () => navigate({ to: "/w/$workspace/projects/$project", params: { workspace, project: key } }),
          }),
        ),
    [projects, workspace, navigate],
  );
  useCommands(commands);
  useCommand({
    id: "go:board",
    words: "The board of this project, or the first",
    group: "go",
    icon: LayoutDashboard,
    keys: "g b",
    offered: "keys",
    when: () => commands.length > 0,
    run: () =>
      (commands.find(({ keywords }) => open !== undefined && keywords?.includes(open)) ?? commands[0])?.run?.(),
  });
}
