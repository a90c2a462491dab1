import { useMemo } from "react";
import { z } from "zod";
import type { Project } from "../../../../../durable-objects/workspace/board/protocol.ts";
import { useProjects } from "../../../../react/board.ts";
import { useObserved } from "../../../../react/observed.ts";
import { remembered } from "../../../remembered/remembered.ts";
import { useWorkspace } from "../../workspace/workspace.tsx";

/** By workspace: the project for which a task was made last from a conversation. */
const lastProject = remembered("composer.project", z.record(z.string(), z.string()), {});

/** The project in which `/task` makes tasks: the one chosen last, or else the first; and the others there are. */
export function useTaskProject(): {
  project: Project | null;
  projects: readonly Project[];
  choose: (project: string) => void;
} {
  const { id: workspace, room, role } = useWorkspace();
  const all = useProjects(room);
  const last = useObserved(lastProject)[workspace];
  const projects = useMemo(
    () => (role === "viewer" ? [] : all.filter(({ archivedAt }) => archivedAt === null)),
    [all, role],
  );
  const project = projects.find(({ id }) => id === last) ?? projects[0] ?? null;
  return {
    project,
    projects,
    choose: (chosen) => lastProject.set({ ...lastProject.value, [workspace]: chosen }),
  };
}
