import { useQueries, useQuery } from "@tanstack/react-query";
import type { Preferences } from "../../../../../durable-objects/inbox/protocol.ts";
import type { WorkspaceView } from "../../../../../durable-objects/workspace/protocol.ts";
import { Dot } from "../../../design/chip.tsx";
import { INPUT } from "../../../design/field.tsx";
import { Problem } from "../../../design/problem.tsx";
import { projectsQuery } from "../../../queries/projects.ts";
import { workspacesQuery } from "../../../queries/workspaces.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { WaitingList } from "../../settings/waiting.tsx";
import { useSetting } from "./use-setting.ts";

type Level = Preferences["projects"][string];

const LEVELS: readonly { level: Level; name: string }[] = [
  { level: "all", name: "All of it" },
  { level: "mentions", name: "Only what names me" },
  { level: "nothing", name: "Nothing" },
];

/** How much one hears of the tasks of each project, in all of one's workspaces. */
export function Projects({ preferences }: { preferences: Preferences }) {
  const { api } = useSignedIn();
  const { data: workspaces, error, refetch } = useQuery(workspacesQuery(api));
  const listed = useQueries({ queries: (workspaces ?? []).map(({ id }) => projectsQuery(api, id)) });
  if (error) return <Problem error={error} retry={refetch} />;
  if (!workspaces || listed.some(({ isPending }) => isPending)) return <WaitingList label="Looking for projects" />;
  if (listed.every(({ data }) => (data ?? []).length === 0)) return <p className="text-quiet">There is none yet.</p>;
  return (
    <div className="grid grid-cols-1 gap-4">
      {workspaces.map((workspace, at) => (
        <OfWorkspace
          key={workspace.id}
          workspace={workspace}
          projects={listed[at]?.data ?? []}
          preferences={preferences}
        />
      ))}
    </div>
  );
}

interface OfWorkspaceProps {
  workspace: WorkspaceView;
  projects: readonly { id: string; name: string; colour: string }[];
  preferences: Preferences;
}

function OfWorkspace({ workspace, projects, preferences }: OfWorkspaceProps) {
  const set = useSetting();
  if (projects.length === 0) return null;
  return (
    <div className="grid grid-cols-1 gap-1">
      <h3 className="text-sm font-medium text-quiet" dir="auto">
        {workspace.name}
      </h3>
      <ul className="grid grid-cols-1 divide-y divide-line">
        {projects.map(({ id, name, colour }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
            <Dot colour={colour} />
            <span className="min-w-[min(8rem,100%)] flex-1" dir="auto">
              {name}
            </span>
            <span className="w-44 max-w-full">
              <select
                className={`${INPUT} pe-8`}
                aria-label={`Of ${name}`}
                value={preferences.projects[id] ?? "all"}
                onChange={({ target: { value } }) => {
                  const level = LEVELS.find((each) => each.level === value)?.level;
                  if (level) set({ projects: { [id]: level === "all" ? null : level } });
                }}
              >
                {LEVELS.map(({ level, name: words }) => (
                  <option key={level} value={level}>
                    {words}
                  </option>
                ))}
              </select>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
