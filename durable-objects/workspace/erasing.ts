/** The end of the rooms that are objects of their own. */
import type { Change } from "./change.ts";
import { isDiscussion } from "./conversations/entering.ts";
import { forgetDiscussion } from "./notifying/discussing.ts";
import type { RoomRef } from "./protocol.ts";

/** Forgets a room, with all the workspace knows of it, and owes it the word that it is to be erased. */
export function eraseRoom(change: Change, room: RoomRef): void {
  const { rooms, conversations, participants, workspace } = change.stores;
  const createdAt = rooms.registeredAt(room);
  if (createdAt === undefined) return;
  const held = room.kind === "conversation" ? conversations.find(room.id) : undefined;
  if (held) {
    if (isDiscussion(held)) forgetDiscussion(change, held);
    conversations.delete(held.id);
    participants.forget(held.id);
    change.projectConversation({ ...held, revision: workspace.nextRevision() }, change.now);
  }
  rooms.forget(room);
  change.projectRoom(room, createdAt, change.now);
  change.erase(room);
}
