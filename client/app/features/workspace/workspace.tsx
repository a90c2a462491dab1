import { createContext, use } from "react";
import type { Role } from "../../../../durable-objects/room/protocol.ts";
import type { WorkspaceAction } from "../../../../durable-objects/workspace/protocol.ts";
import type { WorkspaceRoom, WorkspaceState } from "../../../sdk/workspace.ts";

/** The workspace that is open. */
interface OpenWorkspace {
  id: string;
  room: WorkspaceRoom;
  state: WorkspaceState;
  role: Role;
}

export const WorkspaceContext = createContext<OpenWorkspace | null>(null);

/** The open workspace. @throws Error outside of a workspace's page */
export function useWorkspace(): OpenWorkspace {
  const workspace = use(WorkspaceContext);
  if (!workspace) throw new Error("no workspace is open");
  return workspace;
}

/** Asks something of the workspace; queued while offline. Answers its result. @throws Error in words for a reader */
export async function ask(room: WorkspaceRoom, action: WorkspaceAction): Promise<unknown> {
  const outcome = await room.command(action);
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.result;
}

/** True for roles that may make, name and delete pages. */
export function makesPages(role: Role): boolean {
  return role === "owner" || role === "admin" || role === "member";
}

/** True for roles that may invite, and change the roles of others. */
export function managesPeople(role: Role): boolean {
  return role === "owner" || role === "admin";
}
