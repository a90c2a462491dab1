/** Going for good: out of every workspace, before the account itself is deleted. */
import { type Outcome, RoomError, unwrap } from "../../durable-objects/room/errors.ts";
import type { Actor } from "../../durable-objects/workspace/actor.ts";
import { workspaceIdsOf } from "../data/workspaces.ts";
import type { Bindings } from "../env.ts";

/**
 * Takes `actor` out of all their workspaces; what nobody else is in is marked for deletion. Nothing is left before it is
 * known that all can be. May be repeated.
 * @throws RoomError `last_owner` naming each workspace that would be without an owner
 */
export async function leaveEverywhere(env: Bindings, actor: Actor): Promise<void> {
  const ids = await workspaceIdsOf(env.DB, actor.user);
  const hindering: string[] = [];
  for (const id of ids) {
    const { name, hindered } = await known(env.WORKSPACE.getByName(id).departure(actor), { name: "", hindered: false });
    if (hindered) hindering.push(`“${name}”`);
  }
  if (hindering.length > 0) {
    const names = hindering.join(", ");
    throw new RoomError(
      "last_owner",
      `You are the only owner of ${names}. Hand over what others still need, or remove its other members, first.`,
    );
  }
  for (const id of ids) await known(env.WORKSPACE.getByName(id).depart(actor), null);
}

/** What a workspace answers; `gone` of one that is there no more, of which D1 may not have heard yet. */
async function known<Value>(answer: Promise<Outcome<Value>>, gone: Value): Promise<Value> {
  const outcome = await answer;
  return !outcome.ok && outcome.problem.code === "not_found" ? gone : unwrap(outcome);
}
