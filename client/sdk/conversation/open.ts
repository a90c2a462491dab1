import { ConversationCommand } from "../../../durable-objects/conversation/protocol.ts";
import type { Api } from "../api/api.ts";
import { systemClock } from "../clock.ts";
import type { ConnectionOptions } from "../connection/connection.ts";
import type { InboxState } from "../inbox/state.ts";
import type { Observed } from "../observed.ts";
import type { CommandKeep } from "../queue/keep.ts";
import type { RoomCopies } from "../room/copies.ts";
import { Room } from "../room/room.ts";
import type { Conversing } from "./live.ts";
import { ConversationRoom } from "./room.ts";
import { messagesOverHttp } from "./source.ts";
import { conversationStream } from "./stream.ts";

interface ConversationOptions extends Partial<ConnectionOptions> {
  /** Where this user's commands are kept until the room has answered them. */
  keep?: CommandKeep | null;
  /** Where this user's rooms are kept, to open at once the next time, and without a network. */
  copies?: RoomCopies | null;
  /** The user's inbox, which hears of what they read on their other devices. */
  inbox?: { state: Observed<InboxState | null> } | null;
}

/** A conversation of a workspace; `open()` it. */
export function conversationRoom(
  api: Api,
  workspace: string,
  id: string,
  { keep, copies, inbox, ...options }: ConversationOptions = {},
): ConversationRoom {
  const kept = { keep: keep?.queueFor(id) ?? null, copies: copies?.of(id) ?? null };
  const room: Conversing = new Room(
    { stream: conversationStream(() => room.you.value?.user ?? ""), commands: ConversationCommand },
    { origin: api.origin, ticket: api.rooms.ticketsTo("conversation", id), ...kept, ...options },
  );
  return new ConversationRoom({
    id,
    room,
    source: messagesOverHttp(api, workspace, id),
    clock: options.clock ?? systemClock,
    inbox: inbox ?? null,
  });
}
