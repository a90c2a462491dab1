/** Who may enter a conversation, asked of its workspace at the time of the request; and what its routes are called by. */
import { z } from "@hono/zod-openapi";
import type { Participant } from "../../durable-objects/conversation/participant.ts";
import { Message as MessageShape } from "../../durable-objects/conversation/protocol.ts";
import { RoomError, unwrap } from "../../durable-objects/room/errors.ts";
import type { Actor } from "../../durable-objects/workspace/actor.ts";
import { ConversationView as ConversationShape } from "../../durable-objects/workspace/conversations/protocol.ts";
import type { Act } from "../../durable-objects/workspace/permissions.ts";
import type { Bindings } from "../env.ts";

export const ConversationView = ConversationShape.openapi("Conversation");
export const ConversationParams = z.object({ w: z.uuid(), c: z.uuid() });
export const Message = MessageShape.openapi("Message");
export const MessageParams = ConversationParams.extend({ m: z.uuid() });

/**
 * The room of a conversation and whoever asks as it is to take them, once the workspace has said that they may `act` in
 * it: a room believes the worker.
 * @throws RoomError `not_found`, `forbidden`
 */
export async function enteredConversation(
  env: Bindings,
  actor: Actor,
  { w, c }: z.infer<typeof ConversationParams>,
  act: Act,
) {
  const { name, role } = unwrap(await env.WORKSPACE.getByName(w).conversation(actor, c, act));
  const who: Participant = { user: actor.user, name, role };
  return { room: env.CONVERSATION.getByName(c), who };
}

/** @throws RoomError `not_found` for one that was taken from whoever asks while they asked */
export function shownStill<View>(view: View | null): View {
  if (view === null) throw new RoomError("not_found", "There is no such conversation.");
  return view;
}
