import { InboxCommand } from "../../../durable-objects/inbox/protocol.ts";
import type { Api } from "../api/api.ts";
import { systemClock } from "../clock.ts";
import type { ConnectionOptions } from "../connection/connection.ts";
import { thisPage } from "../connection/page.ts";
import type { CommandKeep } from "../queue/keep.ts";
import type { RoomCopies } from "../room/copies.ts";
import { Room } from "../room/room.ts";
import { InboxRoom } from "./inbox.ts";
import { inboxStream } from "./stream.ts";

interface InboxOptions extends Partial<ConnectionOptions> {
  /** Where this user's commands are kept until the room has answered them. */
  keep?: CommandKeep | null;
  /** Where this user's rooms are kept, to open at once the next time, and without a network. */
  copies?: RoomCopies | null;
}

/** The inbox of `user`, who alone may open it; `open()` it. */
export function inboxRoom(api: Api, user: string, { keep, copies, ...options }: InboxOptions = {}): InboxRoom {
  const kept = { keep: keep?.queueFor(user) ?? null, copies: copies?.of(user) ?? null };
  const room = new Room(
    { stream: inboxStream, commands: InboxCommand },
    { origin: api.origin, ticket: api.rooms.ticketsTo("inbox", user), ...kept, ...options },
  );
  return new InboxRoom({ room, clock: options.clock ?? systemClock, page: options.page ?? thisPage });
}
