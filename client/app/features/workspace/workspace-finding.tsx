import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ArrowLeftRight, CircleDot, FileText, Plus, UserRound, UserRoundPlus, UsersRound } from "lucide-react";
import { useProjects } from "../../../react/board.ts";
import { workspacesQuery } from "../../queries/workspaces.ts";
import { roleName } from "../../words/roles.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useFinder } from "../palette/finders.ts";
import type { Choice } from "../shortcuts/command.ts";
import { useCommand } from "../shortcuts/use-command.ts";
import { managesPeople, useWorkspace } from "./workspace.tsx";

/** As many pages as are told at once. */
const PAGES = 8;

/** What only the palette tells of a workspace: its pages and tasks by their words, its people, and the way to another one. */
export function WorkspaceFinding() {
  const { id: workspace, state, role } = useWorkspace();
  const { api } = useSignedIn();
  const navigate = useNavigate();
  const { data: workspaces = [] } = useQuery(workspacesQuery(api));
  useFindTasks();

  useFinder({
    id: "pages",
    words: "Pages",
    find: (words, match) => {
      const pages = state.pages.map(
        ({ id, title }): Choice => ({
          id: `page:${id}`,
          words: title,
          icon: FileText,
          run: () => navigate({ to: "/w/$workspace/p/$page", params: { workspace, page: id } }),
        }),
      );
      return match(words, pages).slice(0, PAGES);
    },
  });
  useCommand({
    id: "workspace:switch",
    words: "Switch workspace…",
    keywords: ["other", "team", "change"],
    group: "workspace",
    icon: ArrowLeftRight,
    when: () => workspaces.length > 1,
    ask: () => ({
      words: "Which workspace?",
      choices: workspaces.map(({ id, name, role }) => ({
        id,
        words: name,
        detail: role ? roleName(role) : undefined,
        chosen: id === workspace,
        run: () => navigate({ to: "/w/$workspace", params: { workspace: id } }),
      })),
    }),
  });
  useCommand({
    id: "workspace:new",
    words: "New workspace",
    group: "workspace",
    icon: Plus,
    run: () => navigate({ to: "/", search: { make: "new" } }),
  });
  useCommand({
    id: "workspace:members",
    words: "Members",
    keywords: ["people", "roles", "guests"],
    group: "workspace",
    icon: UsersRound,
    run: () => navigate({ to: "/w/$workspace/settings/members", params: { workspace } }),
  });
  useCommand({
    id: "workspace:invite",
    words: "Invite people",
    keywords: ["add", "member", "link"],
    group: "workspace",
    icon: UserRoundPlus,
    when: () => managesPeople(role),
    run: () => navigate({ to: "/w/$workspace/settings/invitations", params: { workspace } }),
  });
  useCommand({
    id: "you:settings",
    words: "Your settings",
    keywords: ["profile", "account", "password", "name"],
    group: "you",
    icon: UserRound,
    run: () => navigate({ to: "/account/profile", search: { w: workspace } }),
  });
  return null;
}

/** Tasks of the whole workspace, as the server knows them; those of the board that is open, the board finds. */
function useFindTasks(): void {
  const { id: workspace, room } = useWorkspace();
  const { api } = useSignedIn();
  const navigate = useNavigate();
  const projects = useProjects(room);
  useFinder({
    id: `tasks:${workspace}`,
    words: "Tasks",
    find: () => [],
    ask: async (words) => {
      const found = await api.tasks.search(workspace, words);
      return found.map(({ id, key, title, projectId }): Choice => {
        const project = projects.find((each) => each.id === projectId);
        return {
          id: `task:${id}`,
          words: `${key} ${title}`,
          detail: project?.name,
          icon: CircleDot,
          run: () =>
            navigate({
              to: "/w/$workspace/projects/$project/tasks/$task",
              params: { workspace, project: project?.key ?? projectId, task: key },
            }),
        };
      });
    },
  });
}
