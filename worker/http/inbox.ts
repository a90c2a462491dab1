import type { Context } from "hono";
import type { InboxCommand } from "../../durable-objects/inbox/protocol.ts";
import type { InboxRoom } from "../../durable-objects/inbox/room.ts";
import { unwrap } from "../../durable-objects/room/errors.ts";
import type { AppEnv } from "./context.ts";

/** The inbox of who asks; needs `requireUser` before it. */
export function inboxOf(c: Context<AppEnv>): DurableObjectStub<InboxRoom> {
  return c.env.INBOX.getByName(c.get("user").id);
}

/** Does one command in the inbox of who asks, and answers nothing. @throws RoomError */
export async function performInInbox(c: Context<AppEnv>, command: InboxCommand) {
  unwrap(await inboxOf(c).perform(command));
  return c.body(null, 204);
}
