/** The rooms of calls, which are objects of their own: made before they are part of the workspace. */
import type { Participant } from "../../call/participant.ts";
import { type Outcome, ok, unwrap } from "../../room/errors.ts";
import type { Log } from "../../room/log.ts";
import type { Stores } from "../store/stores.ts";
import type { NewCallRow } from "./making.ts";
import { callPlanned } from "./shown.ts";

/** What making a call's object needs of the workspace. */
interface Founder {
  env: Cloudflare.Env;
  workspace: string;
  stores: Stores;
  log: Log;
}

/**
 * Creates the object of a call that `by` plans, which rings at once whom it is to ring. Until the workspace registers it
 * as one of its rooms it lets nobody in, so one that is left without that does no harm.
 */
export async function foundCall(
  { env, workspace, stores, log }: Founder,
  by: Participant,
  plan: NewCallRow,
): Promise<Outcome<null>> {
  const { id } = plan.row;
  try {
    const at = { workspace, kind: "call" as const, room: id };
    unwrap(await env.CALL.getByName(id).found({ at, call: callPlanned(stores, plan), by, ring: plan.ring }));
    return ok(null);
  } catch (cause) {
    log.warn("workspace.call_not_created", { cause });
    return { ok: false, problem: { code: "unavailable", message: "The call could not be made just now; try again." } };
  }
}
