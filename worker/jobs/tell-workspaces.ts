/** How the edge tells a user's workspaces something about the user: to all of them, again until each has taken it. */
import type { Outcome } from "../../durable-objects/room/errors.ts";
import type { WorkspaceRoom } from "../../durable-objects/workspace/room.ts";
import { workspaceIdsOf } from "../data/workspaces.ts";
import type { Bindings } from "../env.ts";
import { log } from "../http/logs.ts";

/** Things told at one go; the next go takes up the rest. */
export const AT_ONCE = 50;
/** How long one teller may take over what it took, in ms. */
export const HOLD_MS = 60_000;
const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 60 * 60_000;

/** Does `tell` for every workspace of `user` that D1 knows; false when one could not be told. */
export async function tellWorkspaces(
  env: Bindings,
  user: string,
  tell: (workspace: DurableObjectStub<WorkspaceRoom>) => Promise<Outcome<null>>,
): Promise<boolean> {
  const workspaces = await workspaceIdsOf(env.DB, user);
  const told = await Promise.all(workspaces.map((workspace) => tellOne(env, workspace, tell)));
  return !told.includes(false);
}

/** Whether `workspace` needs to be told no more: it took the word, or there is no such workspace (left). */
async function tellOne(
  env: Bindings,
  workspace: string,
  tell: (workspace: DurableObjectStub<WorkspaceRoom>) => Promise<Outcome<null>>,
): Promise<boolean> {
  try {
    const outcome = await tell(env.WORKSPACE.getByName(workspace));
    return outcome.ok || outcome.problem.code === "not_found" || outcome.problem.code === "gone";
  } catch (error) {
    log("warn", "workspace_not_told", { workspace, name: error instanceof Error ? error.name : "unknown" });
    return false;
  }
}

/** When to try again what has failed `attempts` times (ms since 1970). */
export function retryAt(now: number, attempts: number): number {
  return now + Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts, 10));
}
