import type { Project } from "../../../durable-objects/workspace/board/protocol.ts";
import type { Observed } from "../observed.ts";
import type { WorkspaceRoom } from "../workspace.ts";
import { isOnBoard, isOnProject } from "./predict/predict.ts";
import { predictProjects } from "./predict/projects.ts";

const NONE: readonly Project[] = [];

/**
 * The projects of a workspace in their order, archived ones too, with what is done here shown over them at once. The
 * same array for as long as nothing changes.
 */
export function projectsOf(room: WorkspaceRoom): Observed<readonly Project[]> {
  let seen: { base: unknown; pending: unknown; projects: readonly Project[] } | null = null;
  return {
    get value() {
      const base = room.state.value?.projects ?? NONE;
      const pending = room.pending.value;
      if (seen?.base === base && seen.pending === pending) return seen.projects;
      const user = room.you.value?.user ?? "";
      const projects = pending.reduce((before, { command, at }) => {
        return isOnBoard(command) && isOnProject(command) ? predictProjects(before, command, { user, at }) : before;
      }, base);
      seen = { base, pending, projects };
      return projects;
    },
    subscribe(listener) {
      const stops = [room.state.subscribe(listener), room.pending.subscribe(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
