import type { Access } from "../../access.ts";
import type { BoardWriting } from "../writing.ts";
import { archiveProject, moveProject, restoreProject, updateProject } from "./changing.ts";
import { createProject } from "./creating.ts";
import { deleteProject } from "./deleting.ts";
import type { ProjectAction } from "./protocol.ts";

/** Does what is asked of a project. Answers whether there was anything to say. @throws RoomError for what is refused */
export function actOnProject(writing: BoardWriting, access: Access, action: ProjectAction): boolean {
  switch (action.type) {
    case "project.create":
      return createProject(writing, access, action);
    case "project.update":
      return updateProject(writing, access, action);
    case "project.move":
      return moveProject(writing, access, action);
    case "project.archive":
      return archiveProject(writing, access, action.project);
    case "project.restore":
      return restoreProject(writing, access, action.project);
    case "project.delete":
      return deleteProject(writing, access, action.project);
  }
}
