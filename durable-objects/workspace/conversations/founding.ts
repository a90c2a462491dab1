/** The rooms of conversations, which are objects of their own: made before they are part of the workspace. */
import { type Outcome, ok, unwrap } from "../../room/errors.ts";
import type { Log } from "../../room/log.ts";
import type { Stores } from "../store/stores.ts";
import { conversationPlanned } from "./shown.ts";
import type { NewRow } from "./store.ts";

/** What making a conversation's object needs of the workspace. */
interface Founder {
  env: Cloudflare.Env;
  workspace: string;
  stores: Stores;
  log: Log;
}

/**
 * Creates the object of a conversation that is planned. Until the workspace registers it as one of its rooms it lets
 * nobody in, so one that is left without that does no harm.
 */
export async function foundConversation(
  { env, workspace, stores, log }: Founder,
  plan: NewRow,
): Promise<Outcome<null>> {
  const { id } = plan.row;
  try {
    unwrap(
      await env.CONVERSATION.getByName(id).found({
        at: { workspace, kind: "conversation", room: id },
        conversation: conversationPlanned(stores, plan),
        members: [...plan.members],
      }),
    );
    return ok(null);
  } catch (cause) {
    log.warn("workspace.conversation_not_created", { cause });
    const message = "The conversation could not be made just now; try again.";
    return { ok: false, problem: { code: "unavailable", message } };
  }
}
